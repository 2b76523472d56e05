using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Samplers;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Samplers;

/// <summary>
/// Chains against densities that are known in closed form. All seeds are fixed; thresholds are those of the statistics.
/// </summary>
public class ConstrainedLangevinDensityTests
{
    private static readonly ConstrainedLangevinOptions Exact = new() { NoiseScale = 0.5, Metropolis = true };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void CircleWithoutEnergyIsSampledEvenly(bool metropolis)
    {
        var sampler = new ConstrainedLangevin(
            new TestSphere(2), new TestTilt(2, 0), new() { NoiseScale = 0.5, Metropolis = metropolis });
        using var start = Chains.At(4000, 1, 0);
        var (points, _) = Chains.Gather(sampler, start, warmUp: 80, snapshots: 1, every: 1);
        Assert.True(Chains.Kolmogorov(Chains.Angles(points, 2), angle => (angle + Math.PI) / (2 * Math.PI)) < 1.95);
    }

    [Fact]
    public void SphereWithoutEnergyIsSampledEvenlyByArea()
    {
        var sampler = new ConstrainedLangevin(new TestSphere(3), new TestTilt(3, 0), new() { NoiseScale = 0.5 });
        using var start = Chains.At(4000, 1, 0, 0);
        var (points, _) = Chains.Gather(sampler, start, warmUp: 60, snapshots: 1, every: 1);

        // By Archimedes every coordinate of a uniform point is uniform on [−1, 1].
        for (var axis = 0; axis < 3; axis++)
        {
            var values = Enumerable.Range(0, 4000).Select(i => points[3 * i + axis]).ToArray();
            Assert.True(Chains.Kolmogorov(values, value => (value + 1) / 2) < 1.95);
        }
    }

    [Fact]
    public void TorusWithoutEnergyIsSampledEvenlyByArea()
    {
        var sampler = new ConstrainedLangevin(new TestTorus(major: 3, minor: 1), new TestTilt(3, 0), Exact);
        using var start = Chains.At(5000, 4, 0, 0);
        var (points, counts) = Chains.Gather(sampler, start, warmUp: 100, snapshots: 1, every: 1);
        var tube = Enumerable.Range(0, 5000)
            .Select(i => Math.Atan2(points[3 * i + 2], double.Hypot(points[3 * i], points[3 * i + 1]) - 3))
            .ToArray();

        // The area of the tube's angle θ is proportional to R + r cos θ.
        Assert.True(Chains.Kolmogorov(tube, angle => (angle + Math.PI + Math.Sin(angle) / 3) / (2 * Math.PI)) < 1.95);

        // Even angles are another distribution: the test must tell them apart.
        Assert.True(Chains.Kolmogorov(tube, angle => (angle + Math.PI) / (2 * Math.PI)) > 3);
        Assert.True(counts.AcceptanceRate > 0.9, counts.ToString());
    }

    [Fact]
    public void CurveOfCodimensionTwoIsSampledEvenly()
    {
        var sampler = new ConstrainedLangevin(new TestLatitude(0.5), new TestTilt(3, 0), Exact);
        using var start = Chains.At(4000, Math.Sqrt(0.75), 0, 0.5);
        var (points, _) = Chains.Gather(sampler, start, warmUp: 80, snapshots: 1, every: 1);
        Assert.True(Chains.Kolmogorov(Chains.Angles(points, 3), angle => (angle + Math.PI) / (2 * Math.PI)) < 1.95);
    }

    [Fact]
    public void MetropolisSamplesVonMisesExactly()
    {
        var sampler = new ConstrainedLangevin(new TestSphere(2), new TestTilt(2, 2), Exact);
        var (angles, counts) = Angles(sampler, warmUp: 100, every: 20);
        Assert.True(Chains.VonMisesDistance(angles, 2) < 0.02);
        Assert.True(counts.MetropolisRejected > 0);
    }

    [Fact]
    public void MetropolisIsExactWithAClampAndAnyStepSize()
    {
        // The settings of Fig. 2, under which the uncorrected chain samples another density.
        var options = new ConstrainedLangevinOptions { NoiseScale = 0.3, StepSize = 1, GradientClamp = 0.1, Metropolis = true };
        var (angles, _) = Angles(new ConstrainedLangevin(new TestSphere(2), new TestTilt(2, 2), options), warmUp: 200, every: 40);
        Assert.True(Chains.VonMisesDistance(angles, 2) < 0.02);

        options = options with { Metropolis = false };
        var (uncorrected, _) = Angles(
            new ConstrainedLangevin(new TestSphere(2), new TestTilt(2, 2), options), warmUp: 200, every: 40);
        Assert.True(Chains.VonMisesDistance(uncorrected, 2) > 0.1);
    }

    [Fact]
    public void SmallStepsNearlySampleVonMisesWithoutMetropolis()
    {
        var sampler = new ConstrainedLangevin(
            new TestSphere(2), new TestTilt(2, 2), new() { NoiseScale = 0.15, MaximumMove = double.PositiveInfinity });
        var (angles, counts) = Angles(sampler, warmUp: 300, every: 100);
        Assert.True(Chains.VonMisesDistance(angles, 2) < 0.02);
        Assert.Equal(1, counts.AcceptanceRate);
    }

    [Fact]
    public void StepSizeOtherThanTheSquaredNoiseScaleSamplesAnotherTemperature()
    {
        // s = 2 ε² samples exp(−2 E): the trap in the paper's settings, which the options document.
        var sampler = new ConstrainedLangevin(
            new TestSphere(2),
            new TestTilt(2, 2),
            new() { NoiseScale = 0.15, StepSize = 2 * 0.15 * 0.15, MaximumMove = double.PositiveInfinity });
        var (angles, _) = Angles(sampler, warmUp: 300, every: 100);
        Assert.True(Chains.VonMisesDistance(angles, 4) < 0.02);
        Assert.True(Chains.VonMisesDistance(angles, 2) > 0.1);
    }

    private static (double[] Angles, LangevinCounts Counts) Angles(ConstrainedLangevin sampler, int warmUp, int every)
    {
        using var start = Chains.Circle(5000);
        var (points, counts) = Chains.Gather(sampler, start, warmUp, snapshots: 4, every);
        return (Chains.Angles(points, 2), counts);
    }
}
