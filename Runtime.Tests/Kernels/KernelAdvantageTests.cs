using System.Runtime.Intrinsics;
using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Samplers;
using DslManifolds.Samplers.Fused;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Kernels;

/// <summary>A curve by a net that is too wide for kernels wherever they run.</summary>
[Manifold(Ambient = 2, Dimension = 1)]
[Mlp(520, 520)]
public sealed partial class VeryWideCurve;

/// <summary>A curve by a net that is too wide for kernels without vectors of 512 bits.</summary>
[Manifold(Ambient = 2, Dimension = 1)]
[Mlp(65, 65)]
public sealed partial class RatherWideCurve;

[Trait("Category", "Kernels")]
public sealed class KernelAdvantageTests
{
    [Fact]
    public void NarrowNetsAreForKernelsWhereThereAreVectors()
    {
        using var curve = new CircleNet(0);
        var obstacle = KernelAdvantage.Obstacle(curve, new EuclideanSpace(2));
        if (Vector256.IsHardwareAccelerated)
            Assert.Null(obstacle);
        else
            Assert.Contains("256 bits", obstacle, StringComparison.Ordinal);
    }

    [Fact]
    public void WideNetsAreForLibtorch()
    {
        using var curve = new VeryWideCurve(0);
        Assert.Contains("libtorch", KernelAdvantage.Obstacle(curve), StringComparison.Ordinal);
    }

    [Fact]
    public void RatherWideNetsAreForKernelsWhereVectorsOf512BitsAreHardware()
    {
        using var curve = new RatherWideCurve(0);
        Assert.Equal(Vector512.IsHardwareAccelerated, KernelAdvantage.Obstacle(curve) is null);
    }

    [Fact]
    public void ChainsOfAWideNetRunOnLibtorchUnlessKernelsAreAskedFor()
    {
        using var curve = new VeryWideCurve(0);
        using var energy = new PlaneEnergy(0);
        using var points = zeros(1, 2);
        var options = new ConstrainedLangevinOptions();

        Assert.NotNull(FusedSupport.Obstacle(curve, energy, options with { Backend = Backend.Auto }, points));
        Assert.Null(FusedSupport.Obstacle(curve, energy, options with { Backend = Backend.Fused }, points));
    }
}
