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
        Assert.True(Operations(both) <= 1.2 * 16, $"{Operations(both)} operations.");
    }

    /// <summary>However many components a point has, each output takes a few operations on whole vectors.</summary>
    [Fact]
    public void GradientsOfManyComponentsAreComputedAtOnce()
    {
        const int Size = 40;
        // 0.7 Σ xᵢ² by components, as an unrolled loop writes it.
        var function = new DifferentiableFunction(Size, 1, (graph, point) =>
        {
            NodeId? sum = null;
            for (var i = 0; i < Size; i++)
            {
                var component = graph.Slice(point, i, 1);
                var term = graph.Multiply(graph.Multiply(component, component), graph.Literal(0.7));
                sum = sum is { } others ? graph.Add(others, term) : term;
            }

            return sum!.Value;
        });
        var derivative = ModelFunctions.Vjp(function, withValue: false);
        GraphChecks.AssertSound(derivative);
        var arguments = new Dictionary<string, double[][]>
        {
            [ModelFunctions.Point] = [[.. Enumerable.Range(0, Size).Select(i => (0.1 * i) - 1)]],
            [ModelFunctions.Cotangent] = [[1.5]],
        };
        Close.Assert(
            arguments[ModelFunctions.Point][0].Select(x => 2 * 0.7 * 1.5 * x),
            GraphInterpreter.Evaluate(derivative, arguments)[0][0],
            1e-14);
        Assert.True(Operations(derivative) <= 3, $"{Operations(derivative)} operations.");
    }

    /// <summary>Both partial derivatives of a quotient share the quotient of the cotangent.</summary>
    [Fact]
    public void QuotientsAreShared()
    {
        var function = new DifferentiableFunction(2, 1, (graph, point)
            => graph.Divide(graph.Unary(UnaryOp.Sine, graph.Slice(point, 0, 1)), graph.Unary(UnaryOp.Exponential, graph.Slice(point, 1, 1))));
        // sin, exp, a/b; w/b, cos, times; (w/b) y, times exp, minus.
        Assert.True(Operations(ModelFunctions.Vjp(function, withValue: true)) <= 9);
    }

    private static int Operations(ComputationGraph graph) => graph.Nodes.Count(node => node is Unary or Binary);
}
