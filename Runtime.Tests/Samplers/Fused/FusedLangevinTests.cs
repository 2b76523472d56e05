using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Samplers;
using DslManifolds.Solvers;
using static DslManifolds.Runtime.Tests.Samplers.Fused.BothBackends;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Samplers.Fused;

/// <summary>Generated kernels against libtorch: the same steps within rounding, the same outcomes.</summary>
[Trait("Category", "Kernels")]
public class FusedLangevinTests
{
    [Theory]
    [MemberData(nameof(FusedCase.Names), MemberType = typeof(FusedCase))]
    public void EveryStepIsThatOfTheOtherBackend(string name)
    {
        var subject = FusedCase.Of(name);
        foreach (var options in Settings())
        {
            var moved = Compare(subject, options).Accepted;
            Assert.True(moved > 20, $"{options}: only {moved} moves");
        }
    }

    [Fact]
    public void StepsThatFailAreCountedByTheSameCause()
    {
        var counts = default(LangevinCounts);
        (FusedCase, double)[] cases =
        [
            (FusedCase.Ellipse(limit: 0.2), 0.3), (FusedCase.Of("1"), 0.8), (FusedCase.Of("2"), 0.8), (FusedCase.Of("rings"), 0.3),
        ];
        foreach (var (subject, scale) in cases)
        {
            foreach (var metropolis in new[] { false, true })
            {
                counts += Compare(subject, new()
                {
                    NoiseScale = scale,
                    Metropolis = metropolis,
                    Box = subject.Manifold.AmbientDimension == 2 ? new Box([-2, -0.2], [2, 2]) : null,
                    MaximumMove = metropolis ? double.PositiveInfinity : 2,
                });
            }
        }

        Assert.True(
            counts is
            {
                NotConverged: > 5, NotFinite: > 5, LeftBox: > 5, MovedTooFar: > 5, NotReversible: > 5, MetropolisRejected: > 5,
            },
            counts.ToString());
    }

    [Theory]
    [InlineData("1")]
    [InlineData("3")]
    [InlineData("9")]
    [InlineData("twice")]
    [InlineData("1", "lbfgs")]
    [InlineData("3", "lbfgs")]
    [InlineData("twice", "lbfgs")]
    public void SinglePrecisionIsThatOfTheOtherBackendWithinRounding(string name, string solver = "newton")
    {
        var subject = FusedCase.Of(name);
        var (fused, other) = Both(subject, new() { NoiseScale = 0.1, Metropolis = true, Retraction = Retraction(solver) });
        using var wide = Chains.At(100, subject.Point);
        using var x = wide.to(ScalarType.Float32);
        using var ours = fused.Run(x, 1, Key);
        using var theirs = other.Run(x, 1, Key);
        Assert.Equal(ScalarType.Float32, ours.Points.dtype);

        // A comparison that rounding decides may end the other way for one chain.
        var apart = Distances(theirs.Points, ours.Points).Count(distance => distance > 2e-5);
        Assert.InRange(apart, 0, 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(17)]
    [InlineData(100)]
    public void ABatchMayHaveAnySize(int batch)
    {
        var subject = FusedCase.Of("2");
        var (fused, other) = Both(subject, new() { NoiseScale = 0.05 });
        using var x = Chains.At(batch, subject.Point);
        using var ours = fused.Run(x, 3, Key with { Chain = 5 });
        using var theirs = other.Run(x, 3, Key with { Chain = 5 });
        Assert.Equal(theirs.Counts, ours.Counts);
        Assert.Equal(batch * 3, ours.Counts.Total);
        AssertNear(theirs.Points, ours.Points, 1e-9);
    }

    [Fact]
    public void AnEmptyBatchIsNoProblem()
    {
        var subject = FusedCase.Of("1");
        var (fused, _) = Both(subject, new());
        using var none = zeros(0, 3, ScalarType.Float64);
        using var run = fused.Run(none, 3, Key);
        Assert.Equal([0L, 3], run.Points.shape);
        Assert.Equal(0, run.Counts.Total);
        using var state = fused.Step(Key, fused.Start(none)).State;
        Assert.Equal(0, state.Chains);
    }

    [Theory]
    [InlineData("ellipse", ScalarType.Float32, false)]
    [InlineData("ellipse", ScalarType.Float64, true)]
    [InlineData("4", ScalarType.Float32, true)]
    [InlineData("twice", ScalarType.Float32, true)]
    [InlineData("9", ScalarType.Float64, true)]
    [InlineData("ellipse", ScalarType.Float64, true, "lbfgs")]
    [InlineData("4", ScalarType.Float32, true, "lbfgs")]
    [InlineData("twice", ScalarType.Float32, false, "lbfgs")]
    public void ResultsDependNeitherOnTheSplitNorOnTheThreads(
        string name, ScalarType type, bool metropolis, string solver = "newton")
    {
        var subject = FusedCase.Of(name);
        var options = new ConstrainedLangevinOptions
        {
            NoiseScale = name == "ellipse" ? 0.3 : 0.1,
            Metropolis = metropolis,
            Retraction = Retraction(solver),
            Backend = Backend.Fused,
            Threads = 1,
        };
        using var wide = Chains.At(200, subject.Point);
        using var x = wide.to(type);
        using var whole = new ConstrainedLangevin(subject.Manifold, subject.Energy, options).Run(x, 30, Key);
        foreach (var threads in new[] { 2, 3, 8 })
        {
            using var shared = new ConstrainedLangevin(subject.Manifold, subject.Energy, options with { Threads = threads })
                .Run(x, 30, Key);
            Assert.Equal(HostTransfer.Read(whole.Points), HostTransfer.Read(shared.Points));
            Assert.Equal(whole.Counts, shared.Counts);
        }

        var sampler = new ConstrainedLangevin(subject.Manifold, subject.Energy, options);
        var points = new List<double>();
        var counts = default(LangevinCounts);
        var start = 0;
        foreach (var length in new[] { 1, 7, 17, 100, 75 })
        {
            using var part = x.narrow(0, start, length);
            using var run = sampler.Run(part, 30, Key with { Chain = (uint)start });
            points.AddRange(HostTransfer.Read(run.Points));
            counts += run.Counts;
            start += length;
        }

        Assert.Equal(HostTransfer.Read(whole.Points), points);
        Assert.Equal(whole.Counts, counts);
        Assert.True(name != "ellipse" || whole.Counts.Accepted < whole.Counts.Total);
    }

    [Theory]
    [InlineData("ellipse", false)]
    [InlineData("3", true)]
    [InlineData("3", true, "lbfgs")]
    public void ARunIsItsStepsToTheBit(string name, bool metropolis, string solver = "newton")
    {
        var subject = FusedCase.Of(name);
        var (fused, _) = Both(subject, new() { NoiseScale = 0.2, Metropolis = metropolis, Retraction = Retraction(solver) });
        using var x = Chains.At(30, subject.Point);
        using var run = fused.Run(x, 20, Key);
        using var first = fused.Run(x, 8, Key);
        using var second = fused.Run(first.Points, 12, Key.After(8));
        var counts = default(LangevinCounts);
        var state = fused.Start(x);
        for (var step = 0UL; step < 20; step++)
        {
            var result = fused.Step(Key.After(step), state);
            Assert.Equal(result.Counts, LangevinCounts.Of([.. result.Outcomes]));
            counts += result.Counts;
            state = result.State;
        }

        Assert.Equal(HostTransfer.Read(run.Points), HostTransfer.Read(state.Points));
        Assert.Equal(HostTransfer.Read(run.Points), HostTransfer.Read(second.Points));
        Assert.Equal(run.Counts, counts);
        state.Dispose();
    }

    private static IEnumerable<ConstrainedLangevinOptions> Settings() =>
    [
        new() { NoiseScale = 0.05 },
        new() { NoiseScale = 0.15, CheckReversibility = false, StepSize = 0.1, GradientClamp = 0.3 },
        new() { NoiseScale = 0.1, Metropolis = true },
        new() { NoiseScale = 0.3, Metropolis = true, StepSize = 0.4, MaximumMove = double.PositiveInfinity },
    ];
}
