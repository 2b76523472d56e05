namespace DslManifolds.Generator.Graph;

/// <summary>
/// Rewrites elementwise operations as they are added: constants are folded and gather at the outside of products, signs move into sums,
/// and what changes nothing is left out. Every rule holds for all numbers, except that 0 · x counts as 0 where x is infinite.
/// </summary>
internal static class Simplification
{
    /// <summary>What a unary operation amounts to, or null where it is a node of its own.</summary>
    public static NodeId? Unary(GraphBuilder graph, UnaryOp op, NodeId operand)
    {
        switch (op, graph[operand])
        {
            case (_, Constant constant):
                return graph.Literal(UnaryFunctions.Evaluate(op, constant.Value), constant.Size);
            case (UnaryOp.Negate, Unary { Op: UnaryOp.Negate } negated):
                return negated.Operand;
            case (UnaryOp.Negate, Binary { Op: BinaryOp.Subtract } difference):
                return graph.Subtract(difference.Right, difference.Left);
            case (UnaryOp.Negate, Binary { Op: BinaryOp.Multiply } product) when graph[product.Right] is Constant factor:
                return graph.Multiply(product.Left, graph.Literal(-factor.Value, factor.Size));
            case (UnaryOp.Not, Unary { Op: UnaryOp.Not } opposite):
                return opposite.Operand;
            default:
                return null;
        }
    }

    /// <summary>What a binary operation amounts to, or null where it is a node of its own. A commutative one has its constant last.</summary>
    public static NodeId? Binary(GraphBuilder graph, BinaryOp op, NodeId left, NodeId right)
    {
        var shape = Shape.Broadcast(graph.ShapeOf(left), graph.ShapeOf(right));
        if (graph[left] is Constant a && graph[right] is Constant b)
            return graph.Literal(BinaryFunctions.Evaluate(op, a.Value, b.Value), shape.Size);
        return op switch
        {
            BinaryOp.Add => Add(graph, left, right, shape),
            BinaryOp.Subtract => Subtract(graph, left, right, shape),
            BinaryOp.Multiply => Multiply(graph, left, right, shape),
            BinaryOp.Divide => Divide(graph, left, right, shape),
            BinaryOp.TowardsOne => TowardsOne(graph, left, right, shape),
            BinaryOp.Power => Power(graph, left, right, shape),
            _ => null,
        };
    }

    private static NodeId? Add(GraphBuilder graph, NodeId left, NodeId right, Shape shape)
    {
        if (IsNumber(graph, right, 0) && Fills(graph, left, shape))
            return left;
        if (left == right)
            return graph.Multiply(left, graph.Literal(2));
        if (graph[right] is Unary { Op: UnaryOp.Negate } subtrahend)
            return graph.Subtract(left, subtrahend.Operand);
        return graph[left] is Unary { Op: UnaryOp.Negate } negated ? graph.Subtract(right, negated.Operand) : null;
    }

    private static NodeId? Subtract(GraphBuilder graph, NodeId left, NodeId right, Shape shape)
    {
        if (IsNumber(graph, right, 0) && Fills(graph, left, shape))
            return left;
        if (IsNumber(graph, left, 0) && Fills(graph, right, shape))
            return graph.Negate(right);
        if (IsNumber(graph, left, 1) && Fills(graph, right, shape))
            return graph.Unary(UnaryOp.OneMinus, right);
        if (left == right)
            return graph.Literal(0, shape.Size);
        if (graph[right] is Unary { Op: UnaryOp.Negate } negated)
            return graph.Add(left, negated.Operand);
        return null;
    }

    private static NodeId? Multiply(GraphBuilder graph, NodeId left, NodeId right, Shape shape)
    {
        if (graph[right] is Constant factor)
        {
            if (factor.Value == 0)
                return graph.Literal(0, shape.Size);
            if (factor.Value is 1 or -1 && Fills(graph, left, shape))
                return factor.Value == 1 ? left : graph.Negate(left);
            switch (graph[left])
            {
                case Binary { Op: BinaryOp.Multiply } product when graph[product.Right] is Constant inner:
                    return graph.Multiply(product.Left, graph.Literal(inner.Value * factor.Value, Math.Max(inner.Size, factor.Size)));
                case Binary { Op: BinaryOp.Divide } quotient when graph[quotient.Left] is Constant inner:
                    return graph.Divide(graph.Literal(inner.Value * factor.Value, Math.Max(inner.Size, factor.Size)), quotient.Right);
                case Unary { Op: UnaryOp.Negate } negated:
                    return graph.Multiply(negated.Operand, graph.Literal(-factor.Value, factor.Size));
            }

            return null;
        }

        return Outside(graph, left, right, shape) ?? Outside(graph, right, left, shape);
    }

    /// <summary>Takes a sign, a constant factor or a constant dividend out of one factor of a product, where the product is no larger.</summary>
    private static NodeId? Outside(GraphBuilder graph, NodeId factor, NodeId other, Shape shape)
    {
        if (!Fills(graph, factor, shape))
            return null;
        switch (graph[factor])
        {
            case Unary { Op: UnaryOp.Negate } negated:
                return graph.Negate(graph.Multiply(negated.Operand, other));
            case Binary { Op: BinaryOp.Multiply } product when graph[product.Right] is Constant constant:
                return graph.Multiply(graph.Multiply(product.Left, other), graph.Literal(constant.Value));
            case Binary { Op: BinaryOp.Divide } quotient when graph[quotient.Left] is Constant constant:
                return graph.Multiply(graph.Divide(other, quotient.Right), graph.Literal(constant.Value));
            default:
                return null;
        }
    }

    private static NodeId? Divide(GraphBuilder graph, NodeId left, NodeId right, Shape shape)
    {
        if (IsNumber(graph, left, 0))
            return graph.Literal(0, shape.Size);
        // By a power of two nothing is rounded.
        if (graph[right] is Constant divisor && IsPowerOfTwo(divisor.Value))
            return graph.Multiply(left, graph.Literal(1 / divisor.Value, divisor.Size));
        if (!Fills(graph, left, shape))
            return null;
        switch (graph[left])
        {
            case Unary { Op: UnaryOp.Negate } negated:
                return graph.Negate(graph.Divide(negated.Operand, right));
            case Binary { Op: BinaryOp.Multiply } product when graph[product.Right] is Constant constant && graph[right] is not Constant:
                return graph.Multiply(graph.Divide(product.Left, right), graph.Literal(constant.Value));
            default:
                return null;
        }
    }

    private static NodeId? TowardsOne(GraphBuilder graph, NodeId left, NodeId right, Shape shape)
    {
        if (graph[right] is not Constant constant || !Fills(graph, left, shape))
            return null;
        return constant.Value switch
        {
            0 => left,
            1 => graph.Literal(1, shape.Size),
            var fraction => graph.Add(graph.Multiply(left, graph.Literal(1 - fraction)), graph.Literal(fraction)),
        };
    }

    private static NodeId? Power(GraphBuilder graph, NodeId left, NodeId right, Shape shape)
    {
        if (graph[right] is not Constant exponent || !Fills(graph, left, shape))
            return null;
        return exponent.Value switch
        {
            0 => graph.Literal(1, shape.Size),
            1 => left,
            2 => graph.Multiply(left, left),
            3 => graph.Multiply(graph.Multiply(left, left), left),
            4 => graph.Power(graph.Multiply(left, left), graph.Literal(2)),
            0.5 => graph.Unary(UnaryOp.SquareRoot, left),
            -1 => graph.Divide(graph.Literal(1), left),
            -2 => graph.Divide(graph.Literal(1), graph.Multiply(left, left)),
            -0.5 => graph.Divide(graph.Literal(1), graph.Unary(UnaryOp.SquareRoot, left)),
            _ => null,
        };
    }

    private static bool IsNumber(GraphBuilder graph, NodeId id, double value) => graph[id] is Constant constant && constant.Value == value;

    /// <summary>Whether a node has every row and component of a result already.</summary>
    private static bool Fills(GraphBuilder graph, NodeId id, Shape shape)
        => graph.ShapeOf(id) is var own && own.Size == shape.Size && own.Rows == shape.Rows;

    private static bool IsPowerOfTwo(double value)
    {
        const long MantissaBits = (1L << 52) - 1;
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (bits >> 52) & 0x7FF;
        // Neither subnormal nor so large that the reciprocal would be.
        return (bits & MantissaBits) == 0 && exponent is > 1 and < 0x7FD;
    }
}
