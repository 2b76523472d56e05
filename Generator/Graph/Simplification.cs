namespace DslManifolds.Generator.Graph;

/// <summary>
/// Rewrites elementwise operations as they are added: numbers are folded, signs and constant factors gather at the outside of products,
/// common factors at the outside of sums, choices at the outside of derivatives, and what changes nothing is left out.
/// </summary>
/// <remarks>
/// Every rule holds for all numbers, except that 0 · x and 0 / x count as 0 for every x, and that sums and products are rounded in another
/// order. A rule never makes more operations of fewer; where it takes an operand apart, nothing else needs that.
/// Rules end: each has a smaller operand, one operation less, or a constant, a sign or a choice nearer to the outside.
/// </remarks>
internal static class Simplification
{
    /// <summary>The same graph by all rules: now that every use of a node is known, what has a single one can be taken apart.</summary>
    public static ComputationGraph Apply(ComputationGraph source)
    {
        var simplified = Once(source);
        // What a rule leaves behind, unused, may have kept others from being taken apart.
        while (simplified.Nodes.Count < source.Nodes.Count)
            (source, simplified) = (simplified, Once(simplified));
        return simplified;
    }

    /// <summary>How many operands and results each node is.</summary>
    public static int[] Uses(ComputationGraph graph)
    {
        var uses = new int[graph.Nodes.Count];
        foreach (var use in graph.Nodes.SelectMany(node => node.Operands).Concat(graph.Outputs))
            uses[use.Index]++;
        return uses;
    }

    /// <summary>What a unary operation amounts to, or null where it is a node of its own.</summary>
    public static NodeId? Unary(GraphBuilder graph, UnaryOp op, NodeId operand)
    {
        if (ConstantFolding.IsNumber(graph, operand))
            return ConstantFolding.Elementwise(graph, x => UnaryFunctions.Evaluate(op, x[0]), operand);
        switch (op, graph[operand])
        {
            case (UnaryOp.Negate, Unary { Op: UnaryOp.Negate } negated):
                return negated.Operand;
            case (UnaryOp.Negate, Binary { Op: BinaryOp.Subtract } difference):
                return graph.Subtract(difference.Right, difference.Left);
            case (UnaryOp.Negate, Binary { Op: BinaryOp.Multiply } product) when graph[product.Right] is Constant factor:
                return graph.Multiply(product.Left, graph.Literal(-factor.Value, factor.Size));
            case (UnaryOp.Negate, _):
                return Choices.Push(graph, operand, graph.Negate);
            case (UnaryOp.OneMinus, Unary { Op: UnaryOp.OneMinus } complement):
                return complement.Operand;
            case (UnaryOp.OneMinus, Unary { Op: UnaryOp.Negate } negated):
                return graph.Add(negated.Operand, graph.Literal(1));
            case (_, Unary { Op: UnaryOp.Negate } negated) when UnaryFunctions.IsEven(op):
                return graph.Unary(op, negated.Operand);
            case (UnaryOp.Absolute, Unary { Op: UnaryOp.Absolute }):
                return operand;
            case (UnaryOp.Logarithm, Unary { Op: UnaryOp.Exponential } exponential):
                return exponential.Operand;
            case (UnaryOp.Not, Unary { Op: UnaryOp.Not } opposite) when Choices.IsCondition(graph, opposite.Operand):
                return opposite.Operand;
            default:
                return null;
        }
    }

    /// <summary>What a binary operation amounts to, or null where it is a node of its own. A commutative one has its constant last.</summary>
    public static NodeId? Binary(GraphBuilder graph, BinaryOp op, NodeId left, NodeId right)
    {
        if (ConstantFolding.IsNumber(graph, left) && ConstantFolding.IsNumber(graph, right))
            return ConstantFolding.Elementwise(graph, x => BinaryFunctions.Evaluate(op, x[0], x[1]), left, right);
        var shape = Shape.Broadcast(graph.ShapeOf(left), graph.ShapeOf(right));
        return op switch
        {
            BinaryOp.Add => Sums.Add(graph, left, right, shape),
            BinaryOp.Subtract => Sums.Subtract(graph, left, right, shape),
            BinaryOp.Multiply => Products.Multiply(graph, left, right, shape),
            BinaryOp.Divide => Products.Divide(graph, left, right, shape),
            BinaryOp.TowardsOne => TowardsOne(graph, left, right, shape),
            BinaryOp.Power => Powers.Power(graph, left, right, shape),
            BinaryOp.Minimum or BinaryOp.Maximum => left == right ? left : null,
            _ => null,
        };
    }

    public static bool IsNumber(GraphBuilder graph, NodeId id, double value) => graph[id] is Constant constant && constant.Value == value;

    /// <summary>Whether a node has every row and component of a result already.</summary>
    public static bool Fills(GraphBuilder graph, NodeId id, Shape shape)
        => graph.ShapeOf(id) is var own && own.Size == shape.Size && own.Rows == shape.Rows;

    private static ComputationGraph Once(ComputationGraph source)
    {
        var uses = Uses(source);
        var graph = new GraphBuilder(takesApart: true);
        var copies = new List<NodeId>();
        foreach (var node in source.Nodes)
        {
            var copy = graph.Copy(node, [.. node.Operands.Select(operand => copies[operand.Index])]);
            if (uses[copies.Count] > 1)
                graph.Keep(copy);
            copies.Add(copy);
        }

        return graph.Build([.. source.Outputs.Select(output => copies[output.Index])]);
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
}
