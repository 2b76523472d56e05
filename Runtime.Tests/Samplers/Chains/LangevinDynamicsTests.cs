using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Samplers;
using DslManifolds.Solvers;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Samplers;

/// <summary>Unconstrained chains: both backends against each other and against densities in closed form. All seeds are fixed.</summary>
public class LangevinDynamicsTests
{
    private static readonly RandomKey Key = new(11);

    public static TheoryData<LangevinDynamicsOptions> Settings =>
    [
        new() { NoiseScale = 0.3 },
        new() { NoiseScale = 0.5, StepSize = 10, GradientClamp = 0.03, Box = new Box([-1, -3], [2, 1]) },
        new() { NoiseScale = 0.4, Metropolis = true, Box = Box.Cube(2, 2) },
        new() { NoiseScale = 0.6, StepSize = 1, GradientClamp = 0.5, Metropolis = true },
    ];

    [Theory]
    [Trait("Category", "Kernels")]
    [MemberData(nameof(Settings))]
    public void EveryStepIsThatOfTheOtherBackend(LangevinDynamicsOptions options)
    {
        using var energy = new PlaneEnergy(seed: 4, ScalarType.Float64);
        var fused = new LangevinDynamics(energy, options with { Backend = Backend.Fused });
        var other = new LangevinDynamics(energy, options with { Backend = Backend.Torch });
        var x = Chains.Circle(61);
        for (var step = 0UL; step < 20; step++)
        {
            var ours = fused.Step(Key.After(step), fused.Start(x));
            var theirs = other.Step(Key.After(step), other.Start(x));
            Assert.Equal(theirs.Outcomes, ours.Outcomes);
            AssertNear(theirs.State.Points, ours.State.Points, 1e-12);
            x.Dispose();
            x = theirs.State.Points.clone();
            ours.State.Dispose();
            theirs.State.Dispose();
        }

        x.Dispose();
    }

    [Theory]
    [InlineData(Backend.Fused)]
    [InlineData(Backend.Torch)]
    public void AStepIsTheFormula(Backend backend)
    {
        using var energy = new PlaneNormal(dtype: ScalarType.Float64);
        var dynamics = new LangevinDynamics(energy, new() { NoiseScale = 0.1, StepSize = 0.4, GradientClamp = 1.5, Backend = backend });
        using var x = Chains.At(3, 0.2, -1);
        using var run = dynamics.Run(x, 1, Key);
        var noise = new double[6];
        CounterRandom.Normals(LangevinKeys.Noise(Key), noise, 2);
        var points = HostTransfer.Read(run.Points);
        for (var i = 0; i < 3; i++)
        {
            // ∇E = (0.2 / 0.25, −1 / 4).
            Assert.Equal(0.2 - 0.2 * 0.8 + 0.1 * noise[2 * i], points[2 * i], 1e-12);
            Assert.Equal(-1 + 0.2 * 0.25 + 0.1 * noise[2 * i + 1], points[2 * i + 1], 1e-12);
        }

        using var far = Chains.At(3, 9, -20);
        using var clamped = dynamics.Run(far, 1, Key);
        Assert.Equal(9 - 0.2 * 1.5 + 0.1 * noise[0], HostTransfer.Read(clamped.Points)[0], 1e-12);
        Assert.Equal(-20 + 0.2 * 1.5 + 0.1 * noise[1], HostTransfer.Read(clamped.Points)[1], 1e-12);
        Assert.Equal(3, clamped.Counts.Accepted);
    }

    /// <summary>
    /// Without the correction a chain of a normal density is autoregressive: its variance is ε² / (1 − (1 − s/(2σ²))²), not σ². With the
    /// correction it is σ², whatever step size and clamp.
    /// </summary>
    [Theory]
    [InlineData(Backend.Fused)]
    [InlineData(Backend.Torch)]
    public void VariancesOfANormalDensityAreThoseOfTheory(Backend backend)
    {
        var options = new LangevinDynamicsOptions { NoiseScale = 0.4, StepSize = 0.3, Backend = backend };
        Variances(options, out var first, out var second);
        Assert.Equal(0.16 / (1 - Math.Pow(1 - 0.15 / 0.25, 2)), first, 0.08 * first);
        Assert.Equal(0.16 / (1 - Math.Pow(1 - 0.15 / 4, 2)), second, 0.08 * second);

        Variances(options with { NoiseScale = 0.7, StepSize = null, GradientClamp = 1, Metropolis = true }, out first, out second);
        Assert.Equal(0.25, first, 0.08 * 0.25);
        Assert.Equal(4, second, 0.08 * 4);
    }

    [Theory]
    [InlineData(Backend.Fused)]
    [InlineData(Backend.Torch)]
    public void ABoxIsSampledEvenlyAndNeverLeft(Backend backend)
    {
        using var energy = new FlatEnergy();
        var box = new Box([-1, 0], [1, 0.5]);
        var dynamics = new LangevinDynamics(energy, new() { NoiseScale = 0.4, Box = box, Backend = backend });
        using var start = Chains.At(4000, 0.9, 0.1);
        using var run = dynamics.Run(start, 60, Key);
        using var inside = box.Contains(run.Points);
        Assert.True(inside.all().item<bool>());
        Assert.True(run.Counts.LeftBox > 4000, run.Counts.ToString());
        Assert.Equal(4000 * 60, run.Counts.Accepted + run.Counts.LeftBox);
        var points = HostTransfer.Read(run.Points);
        Assert.True(Chains.Kolmogorov(Column(points, 0), x => (x + 1) / 2) < 1.95);
        Assert.True(Chains.Kolmogorov(Column(points, 1), y => 2 * y) < 1.95);
    }

    [Theory]
    [InlineData(Backend.Fused, false)]
    [InlineData(Backend.Fused, true)]
    [InlineData(Backend.Torch, false)]
    [InlineData(Backend.Torch, true)]
    public void NoChainIsEverNotFinite(Backend backend, bool metropolis)
    {
        using var energy = new HalfEnergy();
        var options = new LangevinDynamicsOptions { NoiseScale = 0.5, GradientClamp = 2, Metropolis = metropolis, Backend = backend };
        using var start = Chains.At(50, 0.4, 0);
        using var run = new LangevinDynamics(energy, options).Run(start, 100, Key);
        Assert.True(run.Counts.NotFinite > 0, run.Counts.ToString());
        Assert.Equal(5000, run.Counts.Total);
        Assert.All(HostTransfer.Read(run.Points), value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void PointsDependOnSeedChainAndStepAlone()
    {
        using var energy = new PlaneEnergy(seed: 4);
        var options = new LangevinDynamicsOptions { NoiseScale = 0.2, Metropolis = true, Threads = 1 };
        using var x = Chains.Circle(300, ScalarType.Float32);
        using var whole = new LangevinDynamics(energy, options).Run(x, 40, Key);
        using var threads = new LangevinDynamics(energy, options with { Threads = 3 }).Run(x, 40, Key);
        Assert.Equal(HostTransfer.Read(whole.Points), HostTransfer.Read(threads.Points));
        Assert.Equal(whole.Counts, threads.Counts);

        using var rest = x[100..];
        using var first = new LangevinDynamics(energy, options).Run(rest, 15, Key with { Chain = 100 });
        using var second = new LangevinDynamics(energy, options).Run(first.Points, 25, Key.After(15) with { Chain = 100 });
        Assert.Equal(HostTransfer.Read(whole.Points)[200..], HostTransfer.Read(second.Points));
    }

    [Fact]
    public void BadInputIsRefused()
    {
        using var energy = new PlaneNormal(dtype: ScalarType.Float64);
        using var start = Chains.At(3, 0, 0);
        Assert.Throws<ArgumentException>(() => new LangevinDynamics(energy, new() { Box = Box.Cube(3, 1) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LangevinDynamics(energy, new() { NoiseScale = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LangevinDynamics(energy, new() { StepSize = -1 }));
        Assert.Throws<InvalidOperationException>(
            () => new LangevinDynamics(new TestTilt(2, 1), new() { Backend = Backend.Fused }).Run(start, 1, Key));
        start[1, 0] = double.NaN;
        foreach (var backend in new[] { Backend.Fused, Backend.Torch })
        {
            var error = Assert.Throws<ArgumentException>(() => new LangevinDynamics(energy, new() { Backend = backend }).Run(start, 1, Key));
            Assert.Contains("Row 1", error.Message);
        }
    }

    [Theory]
    [InlineData(Backend.Fused)]
    [InlineData(Backend.Torch)]
    public void ChainsLeaveNoTensorBehind(Backend backend)
    {
        using var energy = new PlaneEnergy(seed: 4);
        var dynamics = new LangevinDynamics(energy, new() { Metropolis = true, Backend = backend });
        using var x = Chains.Circle(20, ScalarType.Float32);
        dynamics.Run(x, 3, Key).Dispose();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        dynamics.Run(x, 3, Key).Dispose();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    /// <summary>Of 4,000 chains: the relative standard error of a variance is 2.2 %.</summary>
    private static void Variances(LangevinDynamicsOptions options, out double first, out double second)
    {
        using var energy = new PlaneNormal(dtype: ScalarType.Float64);
        using var start = zeros(4000, 2, ScalarType.Float64);
        using var run = new LangevinDynamics(energy, options).Run(start, 150, Key);
        var points = HostTransfer.Read(run.Points);
        (first, second) = (Column(points, 0).Average(x => x * x), Column(points, 1).Average(y => y * y));
    }

    private static double[] Column(double[] points, int column) => [.. points.Where((_, i) => i % 2 == column)];

    private static void AssertNear(Tensor expected, Tensor actual, double tolerance)
    {
        foreach (var (a, b) in HostTransfer.Read(expected).Zip(HostTransfer.Read(actual)))
            Assert.Equal(a, b, tolerance);
    }
}
