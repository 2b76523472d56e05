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
        // Nested masks in one order, so that those of different paths can be joined.
        if (Simplification.IsNumber(graph, whenFalse, 0) && Nested(graph, whenTrue, condition) is { } first)
            return first(branch => graph.Select(condition, branch, whenFalse));
        if (Simplification.IsNumber(graph, whenTrue, 0) && Nested(graph, whenFalse, condition) is { } second)
            return second(branch => graph.Select(condition, whenTrue, branch));
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

    /// <summary>
    /// A linear function of a choice that is 0 in one branch, as a choice between the function of either branch; of a sum of such
    /// choices, as the sum of the function of each. This alone may take more operations than there were.
    /// </summary>
    public static NodeId? Push(GraphBuilder graph, NodeId operand, Func<NodeId, NodeId> function) => graph[operand] switch
    {
        Select select when IsMasked(graph, operand)
            => graph.Select(select.Condition, function(select.WhenTrue), function(select.WhenFalse)),
        Binary { Op: BinaryOp.Add or BinaryOp.Subtract } sum when IsMasked(graph, operand)
            => graph.Binary(sum.Op, function(sum.Left), function(sum.Right)),
        _ => null,
    };

    /// <summary>The sum or difference of two choices by the same condition, each 0 in one branch, as one choice.</summary>
    public static NodeId? Merge(GraphBuilder graph, BinaryOp op, NodeId left, NodeId right)
    {
        if (graph[left] is not Select a || graph[right] is not Select b || a.Condition != b.Condition)
            return null;
        if (!IsMasked(graph, left) || !IsMasked(graph, right))
            return null;
        return graph.Select(a.Condition, graph.Binary(op, a.WhenTrue, b.WhenTrue), graph.Binary(op, a.WhenFalse, b.WhenFalse));
    }

    /// <summary>A choice by an earlier condition that is 0 in one branch, as a function of what is done to the other.</summary>
    private static Func<Func<NodeId, NodeId>, NodeId>? Nested(GraphBuilder graph, NodeId branch, NodeId condition)
    {
        if (graph[branch] is not Select inner || inner.Condition.Index <= condition.Index)
            return null;
        if (Simplification.IsNumber(graph, inner.WhenFalse, 0))
            return rule => graph.Select(inner.Condition, rule(inner.WhenTrue), inner.WhenFalse);
        return Simplification.IsNumber(graph, inner.WhenTrue, 0)
            ? rule => graph.Select(inner.Condition, inner.WhenTrue, rule(inner.WhenFalse))
            : null;
    }

    /// <summary>Whether a node is 0, a choice with a branch that is, or a sum of such choices.</summary>
    private static bool IsMasked(GraphBuilder graph, NodeId id) => graph[id] switch
    {
        Constant constant => constant.Value == 0,
        Select select => IsMasked(graph, select.WhenTrue) || IsMasked(graph, select.WhenFalse),
        Binary { Op: BinaryOp.Add or BinaryOp.Subtract } sum => IsMasked(graph, sum.Left) && IsMasked(graph, sum.Right),
        _ => false,
    };
}
