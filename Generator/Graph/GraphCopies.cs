namespace DslManifolds.Generator.Graph;

/// <summary>Copies of nodes from one graph into another.</summary>
internal static class GraphCopies
{
    /// <summary>Adds a node of another graph, its operands being nodes of this one, by the rules that hold for new nodes.</summary>
    public static NodeId Copy(this GraphBuilder graph, Node node, IReadOnlyList<NodeId> operands)
    {
        var copy = node switch
        {
            Affine { Bias: null } => graph.Affine(operands[0], null, operands[1]),
            Affine => graph.Affine(operands[0], operands[1], operands[2]),
            Pullback => graph.Pullback(operands[0], operands[1]),
            Unary unary => graph.Unary(unary.Op, operands[0]),
            Binary binary => graph.Binary(binary.Op, operands[0], operands[1]),
            Select => graph.Select(operands[0], operands[1], operands[2]),
            Slice slice => graph.Slice(operands[0], slice.Start, slice.Shape.Size),
            Concatenation => graph.Concatenate(operands),
            RowStack => graph.StackRows(operands),
            Sum => graph.Sum(operands[0]),
            LogSumExp => graph.LogSumExp(operands[0]),
            Contraction => graph.Contract(operands[0], operands[1]),
            Application => graph.Apply(operands[0], operands[1]),
            _ => graph.Add(node.With(operands)),
        };
        // What turns out to be a number is one row, which stands for all.
        return graph.ShapeOf(copy).Rows == node.Shape.Rows ? copy : graph.StackRows([.. Enumerable.Repeat(copy, node.Shape.Rows)]);
    }
}
