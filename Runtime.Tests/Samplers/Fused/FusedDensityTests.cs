using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Samplers;

namespace DslManifolds.Runtime.Tests.Samplers.Fused;

/// <summary>
/// Chains by kernels against densities that are known in closed form. All seeds are fixed; thresholds are those of the statistics.
/// </summary>
public class FusedDensityTests
{
    private static readonly ConstrainedLangevinOptions Exact = new()
    {
        NoiseScale = 0.5, Metropolis = true, Backend = Backend.Fused,
    };

    [Theory]
    [InlineData(TorchSharp.torch.ScalarType.Float32)]
    [InlineData(TorchSharp.torch.ScalarType.Float64)]
    public void MetropolisSamplesVonMisesExactly(TorchSharp.torch.ScalarType type)
    {
        var (angles, counts) = Angles(Exact, type);
        Assert.True(Chains.VonMisesDistance(angles, 2) < 0.02);
        Assert.True(counts.MetropolisRejected > 0);
    }

    [Fact]
    public void MetropolisIsExactWithAClampAndAnyStepSize()
    {
        // The settings of Fig. 2, under which the uncorrected chain samples another density.
        var options = Exact with { NoiseScale = 0.3, StepSize = 1, GradientClamp = 0.1 };
        var (angles, _) = Angles(options, TorchSharp.torch.ScalarType.Float32);
        Assert.True(Chains.VonMisesDistance(angles, 2) < 0.02);
        var (uncorrected, _) = Angles(options with { Metropolis = false }, TorchSharp.torch.ScalarType.Float32);
        Assert.True(Chains.VonMisesDistance(uncorrected, 2) > 0.1);
    }

    [Fact]
    public void BothBackendsSampleTheSameDensity()
    {
        // The paper's step, uncorrected: its density is not known in closed form, but it is one and the same.
        var options = new ConstrainedLangevinOptions { NoiseScale = 0.3, StepSize = 1, GradientClamp = 0.1 };
        var (fused, ours) = Angles(options with { Backend = Backend.Fused }, TorchSharp.torch.ScalarType.Float64, chains: 2000);
        var (other, theirs) = Angles(options with { Backend = Backend.Torch }, TorchSharp.torch.ScalarType.Float64, chains: 2000);
        var sorted = other.Order().ToArray();

        // Two samples of equal size: the distance to each other is √2 times that to the distribution.
        double Below(double angle)
        {
            var place = Array.BinarySearch(sorted, angle);
            return (double)(place < 0 ? ~place : place) / sorted.Length;
        }

        Assert.True(Chains.Kolmogorov(fused, Below) < 1.95 * Math.Sqrt(2));
        Assert.Equal(theirs.AcceptanceRate, ours.AcceptanceRate, 0.01);
    }

    [Fact]
    public void SphereWithoutEnergyIsSampledEvenlyByArea()
    {
        var subject = FusedCase.Of("sphere");
        var sampler = new ConstrainedLangevin(
            subject.Manifold, new KernelTilt<Space1>(0), new() { NoiseScale = 0.5, Backend = Backend.Fused });
        using var start = Chains.At(20_000, subject.Point);
        using var run = sampler.Run(start, 60, new(3));
        var points = DslManifolds.Solvers.HostTransfer.Read(run.Points);

        // By Archimedes every coordinate of a uniform point is uniform on [−1, 1].
        for (var axis = 0; axis < 3; axis++)
        {
            var values = Enumerable.Range(0, 20_000).Select(i => points[3 * i + axis]).ToArray();
            Assert.True(Chains.Kolmogorov(values, value => (value + 1) / 2) < 1.95);
        }
    }

    private static (double[] Angles, LangevinCounts Counts) Angles(
        ConstrainedLangevinOptions options, TorchSharp.torch.ScalarType type, int chains = 20_000)
    {
        var subject = FusedCase.Circle(concentration: 2);
        using var start = Chains.Circle(chains, type);
        using var run = new ConstrainedLangevin(subject.Manifold, subject.Energy, options).Run(start, 150, new(4));
        return (Chains.Angles(DslManifolds.Solvers.HostTransfer.Read(run.Points), 2), run.Counts);
    }
}
