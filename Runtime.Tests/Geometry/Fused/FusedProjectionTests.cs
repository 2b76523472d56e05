using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Runtime.Tests.Samplers.Fused;
using DslManifolds.Samplers;
using DslManifolds.Solvers;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Geometry.Fused;

/// <summary>Projection by kernels against the same by libtorch.</summary>
[Trait("Category", "Kernels")]
public class FusedProjectionTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("3")]
    [InlineData("5")]
    [InlineData("8")]
    [InlineData("sphere")]
    [InlineData("ellipse")]
    [InlineData("twice")]
    public void EveryStepIsThatOfTheOtherBackend(string name)
    {
        using var scope = NewDisposeScope();
        var manifold = FusedCase.Of(name).Manifold;
        var start = randn([37, manifold.AmbientDimension], float64, generator: new torch.Generator(5)).mul(1.5);
        foreach (var limit in new[] { 0, 1, 2, 3, 5, 100 })
        {
            var options = new ManifoldProjectionOptions { IterationLimit = limit };
            using var fused = ManifoldProjection.Project(manifold, start, options with { Backend = Backend.Fused });
            using var torch = ManifoldProjection.Project(manifold, start, options with { Backend = Backend.Torch });
            Assert.Equal(torch.Status, fused.Status);
            Assert.Equal(torch.Iterations, fused.Iterations);
            Assert.True((torch.Value - fused.Value).abs().max().item<double>() < 1e-9);
            for (var i = 0; i < fused.Residual.Length; i++)
                Assert.Equal(torch.Residual[i], fused.Residual[i], 1e-9 * (1 + torch.Residual[i]));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(33)]
    public void ANetsPointsReachItsZeros(int batch)
    {
        using var scope = NewDisposeScope();
        using var net = new CircleNet(seed: 3);
        var start = rand([batch, 2], float32, generator: new torch.Generator(1)).mul(2).sub(1);
        var before = start.clone();
        using var fused = ManifoldProjection.Project(net, start, new() { Backend = Backend.Fused });
        using var other = ManifoldProjection.Project(net, start, new() { Backend = Backend.Torch });
        Assert.Equal(batch, fused.Status.Length);
        Assert.Equal(other.Status.Count(IsConverged), fused.Status.Count(IsConverged));
        Assert.Equal(float32, fused.Value.dtype);
        Assert.True(start.equal(before).all().item<bool>());
        if (batch == 0)
            return;
        Assert.True(fused.AllConverged);
        Assert.True(net.Value(fused.Value).abs().max().item<float>() <= 2e-5);
        Assert.True((fused.Value - other.Value).abs().max().item<float>() < 1e-2);
    }

    /// <summary>The net has no zero near: where ‖F‖ is least differs by rounding in the flat, how little it is does not.</summary>
    [Theory]
    [InlineData(3, 1e-9)]
    [InlineData(100, double.PositiveInfinity)]
    public void SeveralOutputsOfANetAreLoweredTogether(int limit, double tolerance)
    {
        using var scope = NewDisposeScope();
        using var net = new TanhNet(seed: 4);
        net.to(float64);
        var start = randn([50, 5], float64, generator: new torch.Generator(2));
        var options = new ManifoldProjectionOptions { IterationLimit = limit };
        using var fused = ManifoldProjection.Project(net, start, options with { Backend = Backend.Fused });
        using var other = ManifoldProjection.Project(net, start, options with { Backend = Backend.Torch });
        Assert.Equal(other.Status, fused.Status);
        Assert.True((fused.Value - other.Value).abs().max().item<double>() <= tolerance);
        for (var i = 0; i < fused.Residual.Length; i++)
            Assert.Equal(other.Residual[i], fused.Residual[i], 1e-6);
    }

    [Fact]
    public void ASampleThatIsNotFiniteOrStationarySpoilsNoOther()
    {
        using var scope = NewDisposeScope();
        var sphere = FusedCase.Of("sphere").Manifold;
        var x = tensor(new[,] { { 0.5, 0, 0 }, { 0, 0, 0 }, { double.NaN, 1, 1 }, { 0, 1, 0 }, { double.PositiveInfinity, 0, 0 } });
        using var result = ManifoldProjection.Project(sphere, x, new() { Backend = Backend.Fused });
        SolveStatus[] expected =
        [
            SolveStatus.Converged, SolveStatus.Stalled, SolveStatus.NotFinite, SolveStatus.Converged, SolveStatus.NotFinite,
        ];
        Assert.Equal(expected, result.Status);
        Assert.Equal(1, result.Residual[1]);
        Assert.Equal(double.PositiveInfinity, result.Residual[2]);
        Assert.Equal(1, result.Value[0, 0].item<double>(), 1e-9);
        Assert.True(result.Value[2].isnan().any().item<bool>());
        Assert.Equal(0, result.Iterations[3]);
    }

    [Fact]
    public void AViewIsReadByItsOwnStrides()
    {
        using var scope = NewDisposeScope();
        var sphere = FusedCase.Of("sphere").Manifold;
        var x = rand([3, 20], float64, generator: new torch.Generator(7)).add(0.1).t();
        using var viewed = ManifoldProjection.Project(sphere, x, new() { Backend = Backend.Fused });
        using var dense = ManifoldProjection.Project(sphere, x.contiguous(), new() { Backend = Backend.Fused });
        Assert.True(viewed.Value.equal(dense.Value).all().item<bool>());
        Assert.True(viewed.Value.is_contiguous());
    }

    [Fact]
    public void TheFusedBackendIsRefusedWhereItCannotWork()
    {
        using var scope = NewDisposeScope();
        var x = rand([4, 3], float64);
        var fused = new ManifoldProjectionOptions { Backend = Backend.Fused };
        var kernels = Assert.Throws<InvalidOperationException>(() => ManifoldProjection.Project(new TestSphere(3), x, fused));
        Assert.Contains("has no kernels", kernels.Message, StringComparison.Ordinal);
        var method = fused with { Method = ManifoldProjectionMethod.LimitedMemoryBfgs };
        Assert.Throws<InvalidOperationException>(() => ManifoldProjection.Project(FusedCase.Of("sphere").Manifold, x, method));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => ManifoldProjection.Project(new TestSphere(3), x, new() { Backend = (Backend)9 }));
        using var result = ManifoldProjection.Project(new TestSphere(3), x);
        Assert.True(result.AllConverged);
    }

    [Fact]
    [Trait("Category", "KernelsReduced")]
    public void OnlyTheResultIsLeft()
    {
        using var scope = NewDisposeScope();
        var sphere = FusedCase.Of("sphere").Manifold;
        var x = rand([20, 3], float32, generator: new torch.Generator(1)).add(0.1f);
        ManifoldProjection.Project(sphere, x, new() { Backend = Backend.Fused }).Dispose();
        var live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var i = 0; i < 50; i++)
        {
            using var result = ManifoldProjection.Project(sphere, x, new() { Backend = Backend.Fused });
            Assert.True(result.AllConverged);
        }

        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void NoiseIsProjectedTheSameWay()
    {
        var circle = FusedCase.Circle(1).Manifold;
        var box = new Box([-2, -2], [2, 2]);
        Tensor Take(Backend backend)
        {
            using var noise = new NoiseProjection(
                circle, box, new RandomKey(3), float64, projection: new() { Backend = backend });
            return noise.Take(1_000);
        }

        using var fused = Take(Backend.Fused);
        using var torch = Take(Backend.Torch);
        Assert.True((fused - torch).abs().max().item<double>() < 1e-8);
        Assert.True((fused.square().sum(1) - 1).abs().max().item<double>() < 1e-9);
    }

    private static bool IsConverged(SolveStatus status) => status == SolveStatus.Converged;
}
