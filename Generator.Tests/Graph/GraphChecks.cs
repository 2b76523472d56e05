using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Tests.Graph;

/// <summary>What holds for every graph that is built.</summary>
internal static class GraphChecks
{
    /// <summary>
    /// Operands come first, no node stands twice, every node is needed, no constant is left that could be folded, shapes are those of the
    /// operands' shapes.
    /// </summary>
    public static void AssertSound(ComputationGraph graph)
    {
        Assert.Equal(graph.Nodes.Count, graph.Nodes.Distinct().Count());
        var needed = new bool[graph.Nodes.Count];
        foreach (var output in graph.Outputs)
            needed[output.Index] = true;
        for (var i = graph.Nodes.Count - 1; i >= 0; i--)
        {
            var node = graph.Nodes[i];
            Assert.True(needed[i], $"Nothing needs node {i}, {node}.");
            Assert.All(node.Operands, operand => Assert.InRange(operand.Index, 0, i - 1));
            Assert.False(
                node is Unary or Binary or Slice or Sum or Concatenation && node.Operands.All(operand => graph[operand] is Constant),
                $"Node {i}, {node}, is a constant.");
            Assert.True(node is not Select select || graph[select.Condition] is not Constant, $"Node {i}, {node}, is decided.");
            Shape[] shapes = [.. node.Operands.Select(operand => graph[operand].Shape)];
            Assert.True(HasShapeOfOperands(node, shapes), $"Node {i}, {node}, has another shape.");
            foreach (var operand in node.Operands)
                needed[operand.Index] = true;
        }
    }

    private static bool HasShapeOfOperands(Node node, Shape[] operands) => node switch
    {
        Affine => operands[0].Size == operands[^1].Size && node.Shape == operands[^1] with { Size = operands[0].Rows },
        Pullback => operands[0].Rows == operands[1].Size && node.Shape == operands[1] with { Size = operands[0].Size },
        Unary => node.Shape == operands[0],
        Binary or Select => node.Shape == operands.Aggregate(Shape.Broadcast),
        Slice slice => slice.Start >= 0 && slice.Start + slice.Shape.Size <= operands[0].Size && node.Shape.Rows == operands[0].Rows,
        Concatenation => node.Shape.Size == operands.Sum(shape => shape.Size)
            && operands.All(shape => shape.Rows == 1 || shape.Rows == node.Shape.Rows),
        RowStack => node.Shape.Rows == operands.Sum(shape => shape.Rows) && operands.All(shape => shape.Size == node.Shape.Size),
        Sum or LogSumExp => operands[0].Size > 1 && node.Shape == operands[0] with { Size = 1 },
        Contraction => operands[0].Size == operands[1].Rows && (node.Shape.Rows, node.Shape.Size) == (operands[0].Rows, operands[1].Size),
        Application => operands[1].Size == operands[0].Size && (node.Shape.Rows, node.Shape.Size) == (operands[1].Rows, operands[0].Rows),
        OperandCall => operands.All(shape => shape.Rows == 1),
        _ => operands.Length == 0,
    } && node.Shape.Batched == (node is Input or OperandCall || operands.Any(shape => shape.Batched));
}
