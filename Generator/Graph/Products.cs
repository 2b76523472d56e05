namespace DslManifolds.Generator.Graph;

/// <summary>Rules of products and quotients.</summary>
internal static class Products
{
    public static NodeId? Multiply(GraphBuilder graph, NodeId left, NodeId right, Shape shape)
    {
        if (graph[right] is Constant factor)
            return Scale(graph, left, factor, shape);
        // The square of −x or |x|.
        if (left == right && graph[left] is Unary { Op: UnaryOp.Negate or UnaryOp.Absolute } signed)
            return graph.Multiply(signed.Operand, signed.Operand);
        if (Choices.IsCondition(graph, right))
            return graph.Select(right, left, graph.Literal(0));
        if (Choices.IsCondition(graph, left))
            return graph.Select(left, right, graph.Literal(0));
        return Choices.Push(graph, left, branch => graph.Multiply(branch, right))
            ?? Choices.Push(graph, right, branch => graph.Multiply(left, branch))
            ?? Outside(graph, left, right, shape)
            ?? Outside(graph, right, left, shape)
            ?? Regroup(graph, left, right)
            ?? Regroup(graph, right, left);
    }

    public static NodeId? Divide(GraphBuilder graph, NodeId left, NodeId right, Shape shape)
    {
        if (Simplification.IsNumber(graph, left, 0))
            return graph.Literal(0, shape.Size);
        if (Simplification.IsNumber(graph, right, 1) && Simplification.Fills(graph, left, shape))
            return left;
        // By a power of two nothing is rounded.
        if (graph[right] is Constant divisor && IsPowerOfTwo(divisor.Value))
            return graph.Multiply(left, graph.Literal(1 / divisor.Value, divisor.Size));
        if (Choices.Push(graph, left, branch => graph.Divide(branch, right)) is { } choice)
            return choice;
        if (!Simplification.Fills(graph, left, shape) || !graph.IsFree(left) || left == right)
            return null;
        switch (graph[left])
        {
            case Unary { Op: UnaryOp.Negate } negated:
                return graph.Negate(graph.Divide(negated.Operand, right));
            case Binary { Op: BinaryOp.Multiply } product
                when graph[product.Right] is Constant constant && IsModerate(constant.Value) && graph[right] is not Constant:
                return graph.Multiply(graph.Divide(product.Left, right), graph.Literal(constant.Value));
            default:
                return null;
        }
    }

    private static NodeId? Scale(GraphBuilder graph, NodeId operand, Constant factor, Shape shape)
    {
        if (factor.Value == 0)
            return graph.Literal(0, shape.Size);
        if (factor.Value is 1 or -1 && Simplification.Fills(graph, operand, shape))
            return factor.Value == 1 ? operand : graph.Negate(operand);
        switch (graph[operand])
        {
            case Binary { Op: BinaryOp.Multiply } product when graph[product.Right] is Constant inner && IsNormal(inner.Value * factor.Value):
                return graph.Multiply(product.Left, graph.Literal(inner.Value * factor.Value, Math.Max(inner.Size, factor.Size)));
            case Binary { Op: BinaryOp.Divide } quotient when graph[quotient.Left] is Constant inner && IsNormal(inner.Value * factor.Value):
                return graph.Divide(graph.Literal(inner.Value * factor.Value, Math.Max(inner.Size, factor.Size)), quotient.Right);
            case Unary { Op: UnaryOp.Negate } negated:
                return graph.Multiply(negated.Operand, graph.Literal(-factor.Value, factor.Size));
            case var node when Choices.IsCondition(graph, operand) && node.Shape == shape:
                return graph.Select(operand, graph.Literal(factor.Value), graph.Literal(0));
            default:
                return Choices.Push(graph, operand, branch => graph.Multiply(branch, graph.Literal(factor.Value, factor.Size)));
        }
    }

    /// <summary>Takes a sign, a constant factor or a constant dividend out of one factor of a product.</summary>
    private static NodeId? Outside(GraphBuilder graph, NodeId factor, NodeId other, Shape shape)
    {
        if (!Simplification.Fills(graph, factor, shape) || !graph.IsFree(factor))
            return null;
        switch (graph[factor])
        {
            case Unary { Op: UnaryOp.Negate } negated:
                return graph.Negate(graph.Multiply(negated.Operand, other));
            case Binary { Op: BinaryOp.Multiply } product when graph[product.Right] is Constant constant && IsModerate(constant.Value):
                return graph.Multiply(graph.Multiply(product.Left, other), graph.Literal(constant.Value));
            case Binary { Op: BinaryOp.Divide } quotient when graph[quotient.Left] is Constant constant && IsModerate(constant.Value):
                return graph.Multiply(graph.Divide(other, quotient.Right), graph.Literal(constant.Value));
            default:
                return null;
        }
    }

    /// <summary>a (b c) as (a b) c, or a (b / c) as (a / c) b, where the inner product or quotient is there already.</summary>
    private static NodeId? Regroup(GraphBuilder graph, NodeId factor, NodeId other)
    {
        if (!graph.IsFree(other) || graph[other] is not Binary inner)
            return null;
        switch (inner.Op)
        {
            case BinaryOp.Multiply:
                if (graph.Known(BinaryOp.Multiply, factor, inner.Left) is { } first)
                    return graph.Plain(BinaryOp.Multiply, first, inner.Right);
                return graph.Known(BinaryOp.Multiply, factor, inner.Right) is { } second
                    ? graph.Plain(BinaryOp.Multiply, second, inner.Left)
                    : null;
            case BinaryOp.Divide when graph.Known(BinaryOp.Divide, factor, inner.Right) is { } quotient:
                return graph.Plain(BinaryOp.Multiply, quotient, inner.Left);
            default:
                return null;
        }
    }

    /// <summary>Whether moving a constant through a product cannot make it overflow, unless the product comes near that anyway.</summary>
    private static bool IsModerate(double value) => Math.Abs(value) is >= 1e-6 and <= 1e6;

    /// <summary>Neither subnormal nor infinite.</summary>
    private static bool IsNormal(double value) => Math.Abs(value) is >= 1e-300 and <= double.MaxValue;

    private static bool IsPowerOfTwo(double value)
    {
        const long MantissaBits = (1L << 52) - 1;
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (bits >> 52) & 0x7FF;
        // Neither subnormal nor so large that the reciprocal would be.
        return (bits & MantissaBits) == 0 && exponent is > 1 and < 0x7FD;
    }
}
