using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Tests.Graph;

/// <summary>What holds for every graph that is built.</summary>
internal static class GraphChecks
{
    /// <summary>Operands come first, no node stands twice, every node is needed, no constant is left that could be folded.</summary>
    public static void AssertSound(ComputationGraph graph)
    {
        Assert.Equal(graph.Nodes.Count, graph.Nodes.Distinct().Count());
        var needed = new bool[graph.Nodes.Count];
        foreach (var output in graph.Outputs)
            needed[output.Index] = true;
        for (var i = graph.Nodes.Count - 1; i >= 0; i--)
        {
            Assert.True(needed[i], $"Nothing needs node {i}, {graph.Nodes[i]}.");
            Assert.All(graph.Nodes[i].Operands, operand => Assert.True(operand.Index < i));
            Assert.False(
                graph.Nodes[i] is Unary or Binary && graph.Nodes[i].Operands.All(operand => graph[operand] is Constant),
                $"Node {i}, {graph.Nodes[i]}, is a constant.");
            foreach (var operand in graph.Nodes[i].Operands)
                needed[operand.Index] = true;
        }
    }
}
