using DslManifolds.Kernels;
using DslManifolds.Runtime.Tests.Operators;
using DslManifolds.Solvers;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Shapes;

/// <summary>What holds for every named manifold: its equations, their derivatives, and chains that stay on it.</summary>
public sealed class NamedManifoldTests
{
    public static TheoryData<string> Names => [.. ShapeCases.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void HasItsEquationsAndTheirDerivatives(string name)
    {
        using var scope = NewDisposeScope();
        var shape = ShapeCases.All[name];
        var manifold = shape.Make(float64);
        Assert.Equal(shape.Dimension, manifold.Dimension);
        var x = RandomTensors.Normals(new RandomKey(1), 20, manifold.AmbientDimension, float64, CPU);
        var v = RandomTensors.Normals(new RandomKey(2), 20, manifold.AmbientDimension, float64, CPU);
        var expected = Draws.Rows(x).Select(shape.Equations).ToArray();
        Assert.Equal(expected[0].Length, manifold.CodomainDimension);
        Assert.Equal(manifold.AmbientDimension - shape.Dimension, manifold.CodomainDimension);
        using var noGradient = no_grad();
        Differences.AssertNear(Draws.Points(expected), manifold.Value(x));
        Differences.AssertNear(Differences.Along(manifold.Value, x, v), manifold.Jvp(x, v), 1e-7);
        Differences.AssertNear(manifold.Jvp(x, v), manifold.Jacobian(x).bmm(v.unsqueeze(2)).squeeze(2));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ChainsStayOnItWhereTheJacobianHasFullRank(string name)
    {
        using var scope = NewDisposeScope();
        var shape = ShapeCases.All[name];
        var manifold = shape.Make(float64);
        var samples = Draws.Evenly(manifold, shape.Box, 100, 0.3, count: 300);
        Assert.True(samples.Max(x => shape.Equations(x).Max(Math.Abs)) <= 1e-9);

        using var noGradient = no_grad();
        var singularValues = HostTransfer.Read(linalg.svdvals(manifold.Jacobian(Draws.Points(samples))));
        Assert.True(singularValues.Min() >= shape.LeastSingularValue - 1e-6, $"{singularValues.Min()}");

        manifold = shape.Make(float32);
        samples = Draws.Evenly(manifold, shape.Box, 100, 0.3, float32, 300);
        Assert.True(Draws.Residual(manifold, samples, float32) <= 1e-5);
    }
}
