namespace DslManifolds.Generator.Graph;

/// <summary>
/// Rules of <see cref="Select"/>. A derivative that is 0 in one branch stays 0 whatever it is multiplied by: the choice is made
/// last, since 0 times what the branch that was not taken would give is NaN where that is not finite (√x for x &lt; 0).
/// </summary>
internal static class Choices
{
    /// <summary>Whether a node is a condition: 0 or 1.</summary>
    public static bool IsCondition(GraphBuilder graph, NodeId id)
        => graph[id] is Unary { Op: UnaryOp.Not } || (graph[id] is Binary binary && BinaryFunctions.IsCondition(binary.Op));

    /// <summary>A choice, or null where it is a node of its own.</summary>
    public static NodeId? Select(GraphBuilder graph, NodeId condition, NodeId whenTrue, NodeId whenFalse, Shape shape)
    {
        if (whenTrue == whenFalse && Simplification.Fills(graph, whenTrue, shape))
            return whenTrue;
        switch (graph[condition])
        {
            case Constant known when (known.Value != 0 ? whenTrue : whenFalse) is var taken && graph.ShapeOf(taken).Rows == shape.Rows:
                return graph.Spread(taken, shape.Size);
            case Unary { Op: UnaryOp.Not } opposite:
                return graph.Select(opposite.Operand, whenFalse, whenTrue);
        }

        if (graph[whenTrue] is Select inner && inner.Condition == condition && graph.ShapeOf(inner.WhenTrue) == inner.Shape)
            return graph.Select(condition, inner.WhenTrue, whenFalse);
        if (graph[whenFalse] is Select other && other.Condition == condition && graph.ShapeOf(other.WhenFalse) == other.Shape)
            return graph.Select(condition, whenTrue, other.WhenFalse);
        return null;
    }

    /// <summary>A function of a choice that is 0 in one branch, as a choice between the function of either branch; f(0) = 0.</summary>
    public static NodeId? Push(GraphBuilder graph, NodeId operand, Func<NodeId, NodeId> function)
        => graph[operand] is Select select && IsMasked(graph, operand)
            ? graph.Select(select.Condition, function(select.WhenTrue), function(select.WhenFalse))
            : null;

    /// <summary>The sum or difference of two choices by the same condition, each 0 in one branch, as one choice.</summary>
    public static NodeId? Merge(GraphBuilder graph, BinaryOp op, NodeId left, NodeId right)
    {
        if (graph[left] is not Select a || graph[right] is not Select b || a.Condition != b.Condition)
            return null;
        if (!IsMasked(graph, left) || !IsMasked(graph, right))
            return null;
        return graph.Select(a.Condition, graph.Binary(op, a.WhenTrue, b.WhenTrue), graph.Binary(op, a.WhenFalse, b.WhenFalse));
    }

    /// <summary>Whether a node is 0, or a choice with a branch that is.</summary>
    private static bool IsMasked(GraphBuilder graph, NodeId id) => graph[id] switch
    {
        Constant constant => constant.Value == 0,
        Select select => IsMasked(graph, select.WhenTrue) || IsMasked(graph, select.WhenFalse),
        _ => false,
    };
}
