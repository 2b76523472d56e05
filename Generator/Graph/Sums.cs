namespace DslManifolds.Generator.Graph;

/// <summary>Rules of sums and differences.</summary>
internal static class Sums
{
    public static NodeId? Add(GraphBuilder graph, NodeId left, NodeId right, Shape shape)
    {
        if (Simplification.IsNumber(graph, right, 0) && Simplification.Fills(graph, left, shape))
            return left;
        if (left == right)
            return graph.Multiply(left, graph.Literal(2));
        if (graph[right] is Constant { Value: < 0 } negative)
            return graph.Subtract(left, graph.Literal(-negative.Value, negative.Size));
        if (graph[right] is Unary { Op: UnaryOp.Negate } subtrahend)
            return graph.Subtract(left, subtrahend.Operand);
        if (graph[left] is Unary { Op: UnaryOp.Negate } negated)
            return graph.Subtract(right, negated.Operand);
        return Choices.Merge(graph, BinaryOp.Add, left, right) ?? CommonFactor(graph, BinaryOp.Add, left, right);
    }

    public static NodeId? Subtract(GraphBuilder graph, NodeId left, NodeId right, Shape shape)
    {
        if (Simplification.IsNumber(graph, right, 0) && Simplification.Fills(graph, left, shape))
            return left;
        if (Simplification.IsNumber(graph, left, 0) && Simplification.Fills(graph, right, shape))
            return graph.Negate(right);
        if (Simplification.IsNumber(graph, left, 1) && Simplification.Fills(graph, right, shape))
            return graph.Unary(UnaryOp.OneMinus, right);
        if (left == right)
            return graph.Literal(0, shape.Size);
        if (graph[right] is Constant { Value: < 0 } negative)
            return graph.Add(left, graph.Literal(-negative.Value, negative.Size));
        if (graph[right] is Unary { Op: UnaryOp.Negate } negated)
            return graph.Add(left, negated.Operand);
        return Choices.Merge(graph, BinaryOp.Subtract, left, right) ?? CommonFactor(graph, BinaryOp.Subtract, left, right);
    }

    /// <summary>a c ± b c = (a ± b) c and a/c ± b/c = (a ± b)/c, with one operation less; x may stand for x · 1.</summary>
    private static NodeId? CommonFactor(GraphBuilder graph, BinaryOp op, NodeId left, NodeId right)
    {
        if (graph[left] is Binary { Op: BinaryOp.Divide } a && graph[right] is Binary { Op: BinaryOp.Divide } b)
        {
            return a.Right == b.Right && graph.IsFree(left) && graph.IsFree(right)
                ? graph.Divide(graph.Binary(op, a.Left, b.Left), a.Right)
                : null;
        }

        if (graph[left] is not Binary { Op: BinaryOp.Multiply } && graph[right] is not Binary { Op: BinaryOp.Multiply })
            return null;
        foreach (var (first, p) in Factors(graph, left))
        {
            foreach (var (second, q) in Factors(graph, right))
            {
                // Two products, or two multiples of one operand.
                var areProducts = first != left && second != right;
                var areMultiples = graph[p] is Constant && graph[q] is Constant;
                if (first == second && (areProducts || areMultiples))
                    return graph.Multiply(graph.Binary(op, p, q), first);
            }
        }

        return null;
    }

    /// <summary>A node as a product, in every way: each factor with what it is multiplied by.</summary>
    private static IEnumerable<(NodeId Factor, NodeId Other)> Factors(GraphBuilder graph, NodeId id)
    {
        yield return (id, graph.Literal(1));
        if (graph[id] is Binary { Op: BinaryOp.Multiply } product && graph.IsFree(id))
        {
            yield return (product.Left, product.Right);
            yield return (product.Right, product.Left);
        }
    }
}
