using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Tests.Graph;

/// <summary>Graphs of thousands of nodes, as unrolled loops make them.</summary>
public sealed class LargeGraphTests
{
    private const int Size = 1500;

    /// <summary>Work grows with the number of nodes: four times as many take about four times as much, not sixteen.</summary>
    [Fact]
    public void BuildingAndDifferentiatingIsLinear()
    {
        // Allocation is what work there is, and does not depend on how busy the machine is.
        Allocated(Size / 4);
        var (few, many) = (Allocated(Size / 4), Allocated(Size));
        Assert.True(many <= 8 * few, $"{few} bytes, {many} bytes.");
    }

    [Fact]
    public void DerivativesAreRight()
    {
        var function = Chain(Size);
        double[] x = [.. Enumerable.Range(0, Size).Select(i => Math.Sin(i))];
        var arguments = new Dictionary<string, double[][]> { [ModelFunctions.Point] = [x], [ModelFunctions.Cotangent] = [[2]] };
        var expected = Enumerable.Range(0, Size).Select(i => 2 * (Part(i - 1, i - 1) + Part(i, i + 1)));
        Close.Assert(expected, GraphInterpreter.Evaluate(ModelFunctions.Vjp(function, withValue: false), arguments)[0][0], 1e-13);

        // ∂/∂xᵢ of sin(xⱼ xⱼ₊₁), the other factor being x_other.
        double Part(int j, int other) => j >= 0 && j < Size - 1 ? x[other] * Math.Cos(x[j] * x[j + 1]) : 0;
    }

    private static long Allocated(int size)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var function = Chain(size);
        Assert.NotEmpty(ModelFunctions.Vjp(function, withValue: true).Nodes);
        Assert.NotEmpty(ModelFunctions.Jvp(function, withValue: true).Nodes);
        Assert.NotEmpty(ModelFunctions.Gram(function, withValue: true).Nodes);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>Σ sin(xᵢ xᵢ₊₁), component by component.</summary>
    private static DifferentiableFunction Chain(int size) => new(size, 1, (graph, x) => Enumerable.Range(0, size - 1)
        .Select(i => graph.Unary(UnaryOp.Sine, graph.Multiply(graph.Slice(x, i, 1), graph.Slice(x, i + 1, 1))))
        .Aggregate(graph.Add));
}
