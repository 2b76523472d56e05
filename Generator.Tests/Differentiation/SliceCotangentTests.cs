using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Tests.Graph;

namespace DslManifolds.Generator.Tests.Differentiation;

/// <summary>What a vector gets back from its slices.</summary>
public sealed class SliceCotangentTests
{
    /// <summary>(x₀, x₁), (x₁, x₂) and (x₁), weighted: a component gets the sum of all that look at it, one that nobody looks at gets 0.</summary>
    [Fact]
    public void OverlappingSlicesAddUp()
    {
        var function = new DifferentiableFunction(
            4, 5, (graph, x) => graph.Concatenate([graph.Slice(x, 0, 2), graph.Slice(x, 1, 2), graph.Slice(x, 1, 1)]));
        var pulled = GraphInterpreter.Evaluate(ModelFunctions.Vjp(function, withValue: false), new Dictionary<string, double[][]>
        {
            [ModelFunctions.Point] = [[0.1, 0.2, 0.3, 0.4]],
            [ModelFunctions.Cotangent] = [[1, 2, 4, 8, 16]],
        });
        Assert.Equal([1, 22, 8, 0], Assert.Single(pulled[0]));
    }
}
