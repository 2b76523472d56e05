using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Tests.Graph;

/// <summary>Generated functions take hardly more operations than one would write by hand, and repeat none.</summary>
public sealed class OperationCountTests
{
    /// <summary>
    /// (√(x² + y²) − R)² + z² − r² takes 10 operations by hand, its gradient times w six more: 2w; times z; times ring, by the root; times x;
    /// times y.
    /// </summary>
    [Fact]
    public void TorusTakesAsManyAsByHand()
    {
        var torus = new DifferentiableFunction(3, 1, (graph, point) =>
        {
            NodeId[] x = [graph.Slice(point, 0, 1), graph.Slice(point, 1, 1), graph.Slice(point, 2, 1)];
            var (major, minor) = (graph.Add(new Parameter("Major", 1, 1)), graph.Add(new Parameter("Minor", 1, 1)));
            var root = graph.Unary(UnaryOp.SquareRoot, graph.Add(graph.Multiply(x[0], x[0]), graph.Multiply(x[1], x[1])));
            var ring = graph.Subtract(root, major);
            var squares = graph.Add(graph.Multiply(ring, ring), graph.Multiply(x[2], x[2]));
            return graph.Subtract(squares, graph.Multiply(minor, minor));
        });
        var both = ModelFunctions.Vjp(torus, withValue: true);
        GraphChecks.AssertSound(both);
        Assert.Equal(10, Operations(ModelFunctions.Value(torus)));
        Assert.True(Operations(both) <= 1.2 * 16, $"{Operations(both)} operations:\n{string.Join("\n", both.Nodes)}");
    }

    private static int Operations(ComputationGraph graph) => graph.Nodes.Count(node => node is Unary or Binary);
}
