using DslManifolds.Geometry;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Solvers;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Geometry;

public sealed class TangentProjectionTests
{
    public static TheoryData<string> Manifolds => ["sphere", "torus", "latitude", "twice"];

    [Theory]
    [MemberData(nameof(Manifolds))]
    public void AgreesWithTheDenseProjectionOffTheManifoldToo(string name)
    {
        using var scope = NewDisposeScope();
        IManifold manifold = name switch
        {
            "sphere" => new TestSphere(3),
            "torus" => new TestTorus(),
            "latitude" => new TestLatitude(),
            _ => new TestTwice(new TestLatitude()),
        };
        var x = randn([40, 3], dtype: float64, generator: new torch.Generator(1));
        var v = randn([40, 3], dtype: float64, generator: new torch.Generator(2));
        using var result = TangentProjection.Project(manifold, x, v);
        var jacobian = manifold.Jacobian(x);
        var normal = linalg.pinv(jacobian, atol: null, rtol: 1e-10).bmm(jacobian.bmm(v.unsqueeze(-1))).squeeze(-1);
        Assert.True(result.AllConverged);
        Assert.True(Largest(result.Value - (v - normal)) < 1e-8);
        Assert.True(Largest(manifold.Jvp(x, result.Value)) < 1e-8);
        using var again = TangentProjection.Project(manifold, x, result.Value);
        Assert.True(Largest(again.Value - result.Value) < 1e-8);
    }

    [Fact]
    public void NeverBuildsTheJacobian()
    {
        using var scope = NewDisposeScope();
        var manifold = new CountingManifold(new TestLatitude());
        using var result = TangentProjection.Project(manifold, ones(2, 3, float64), ones(2, 3, float64));
        Assert.Equal(0, manifold.Jacobians);
        Assert.True(manifold.Evaluations > 0);
    }

    [Fact]
    public void ASampleThatIsNotFiniteSpoilsNoOther()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new double[,] { { 1, 0, 0 }, { double.NaN, 0, 0 }, { 0, 1, 0 } });
        using var result = TangentProjection.Project(new TestSphere(3), x, ones(3, 3, float64));
        Assert.Equal([SolveStatus.Converged, SolveStatus.NotFinite, SolveStatus.Converged], result.Status);
        Assert.Equal([0.0, 1, 1, 0, 0, 0, 1, 0, 1], result.Value.reshape(-1).data<double>().ToArray());
    }

    private static double Largest(Tensor x) => x.abs().max().item<double>();
}
