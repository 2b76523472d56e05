using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Samplers;
using DslManifolds.Samplers.Fused;
using DslManifolds.Solvers;
using TorchSharp;
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

    [Theory]
    [InlineData("ellipse", false)]
    [InlineData("ellipse", true)]
    [InlineData("3", true)]
    [InlineData("twice", false)]
    [InlineData("ellipse", false, "lbfgs")]
    [InlineData("3", true, "lbfgs")]
    [InlineData("twice", false, "lbfgs")]
    public void StepsAllocateNothing(string name, bool metropolis, string solver = "newton")
    {
        var subject = FusedCase.Of(name);
        var options = new ConstrainedLangevinOptions
        {
            NoiseScale = 0.3,
            Metropolis = metropolis,
            Retraction = Retraction(solver),
            Threads = 1,
        };
        using var dynamics = FusedLangevin<float>.Bind(subject.Manifold, subject.Energy, options);
        var rows = Enumerable.Range(0, 100).SelectMany(_ => subject.Point).Select(value => (float)value).ToArray();
        long Allocated(int steps)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            dynamics.Run(rows, steps, Key);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated(1);
        var tensors = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Assert.Equal(Allocated(1), Allocated(1000));
        Assert.Equal(tensors, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Theory]
    [InlineData("ellipse")]
    [InlineData("5")]
    [InlineData("circle net")]
    [InlineData("5", "lbfgs")]
    public void WarmingChangesNothing(string name, string solver = "newton")
    {
        var subject = FusedCase.Of(name);
        double[] Ends(bool warm)
        {
            var options = new ConstrainedLangevinOptions { Metropolis = true, Retraction = Retraction(solver) };
            using var dynamics = FusedLangevin<double>.Bind(subject.Manifold, subject.Energy, options);
            if (warm)
                dynamics.Warm();
            double[] rows = [.. subject.Point, .. subject.Point];
            Assert.Equal(8, dynamics.Run(rows, 4, Key).Total);
            return rows;
        }

        Assert.Equal(Ends(warm: false), Ends(warm: true));
    }

    [Fact]
    public void NoTensorIsLeftBehind()
    {
        var subject = FusedCase.Of("2");
        var (fused, _) = Both(subject, new() { NoiseScale = 0.1, Metropolis = true });
        using var x = Chains.At(20, subject.Point);
        fused.Run(x, 1, Key).Dispose();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var state = fused.Start(x);
        for (var step = 0UL; step < 5; step++)
        {
            Assert.Equal(20, state.Points.shape[0]);
            state = fused.Step(Key.After(step), state).State;
        }

        using (var run = fused.Run(state.Points, 5, Key))
            Assert.Equal(before + 2, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        state.Dispose();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void AStateServesOnceAndKeepsItsPoints()
    {
        var subject = FusedCase.Of("sphere");
        var (fused, _) = Both(subject, new());
        using var x = Chains.At(3, subject.Point);
        var state = fused.Start(x);
        Assert.Equal(HostTransfer.Read(x), HostTransfer.Read(state.Points));
        using var next = fused.Step(Key, state).State;
        Assert.Throws<ObjectDisposedException>(() => fused.Step(Key, state));
        Assert.Throws<ObjectDisposedException>(() => state.Points);
        Assert.NotEqual(HostTransfer.Read(x), HostTransfer.Read(next.Points));
        var corrected = Both(subject, new() { Metropolis = true }).Fused;
        Assert.Throws<ArgumentException>(() => corrected.Step(Key, next));
    }

    [Fact]
    public void PointsOffTheManifoldAreRefusedByRow()
    {
        var subject = FusedCase.Of("sphere");
        var (fused, _) = Both(subject, new());
        using var x = Chains.At(50, subject.Point);
        x[44, 0] = 1.1;
        x[37, 0] = 1.01;
        var off = Assert.Throws<ArgumentException>(() => fused.Run(x, 5, Key));
        Assert.Contains("Row 37", off.Message);
        Assert.Contains("Project the points", off.Message);
        x[3, 1] = double.NaN;
        Assert.Contains("Row 3 ", Assert.Throws<ArgumentException>(() => fused.Start(x)).Message);
        using var wrongWidth = Chains.At(2, 1, 0);
        Assert.Throws<ArgumentException>(() => fused.Start(wrongWidth));
    }

    [Fact]
    public void CancellationStopsARun()
    {
        var subject = FusedCase.Of("sphere");
        var (fused, _) = Both(subject, new());
        using var x = Chains.At(2, subject.Point);
        using var source = new CancellationTokenSource();
        fused.Run(x, 5, Key, source.Token).Dispose();
        source.Cancel();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Assert.Throws<OperationCanceledException>(() => fused.Run(x, 5, Key, source.Token));
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void WhatKernelsCannotDoIsSaidOrLeftToTheOtherBackend()
    {
        var subject = FusedCase.Of("sphere");
        using var x = Chains.At(2, subject.Point);
        void Refused(IManifold manifold, IEnergy energy, ConstrainedLangevinOptions options, string words)
        {
            var fused = new ConstrainedLangevin(manifold, energy, options with { Backend = Backend.Fused });
            Assert.Contains(words, Assert.Throws<InvalidOperationException>(() => fused.Start(x)).Message);
            Assert.Contains(words, Assert.Throws<InvalidOperationException>(() => fused.Run(x, 1, Key)).Message);
            using var run = new ConstrainedLangevin(manifold, energy, options).Run(x, 1, Key);
            Assert.Equal(2, run.Counts.Total);
        }

        Refused(new TestSphere(3), subject.Energy, new(), "TestSphere");
        Refused(subject.Manifold, new TestTilt(3, 1), new(), "TestTilt");
        Refused(subject.Manifold, subject.Energy, new() { Retraction = new ForeignRetraction() }, "ForeignRetraction");
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConstrainedLangevinOptions { Threads = 0 }.Validate());
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConstrainedLangevinOptions { Backend = (Backend)7 }.Validate());
    }

    private static IEnumerable<ConstrainedLangevinOptions> Settings() =>
    [
        new() { NoiseScale = 0.05 },
        new() { NoiseScale = 0.15, CheckReversibility = false, StepSize = 0.1, GradientClamp = 0.3 },
        new() { NoiseScale = 0.1, Metropolis = true },
        new() { NoiseScale = 0.3, Metropolis = true, StepSize = 0.4, MaximumMove = double.PositiveInfinity },
    ];

    /// <summary>Newton's, under a name that no kernel knows.</summary>
    private sealed class ForeignRetraction : IRetraction
    {
        public ITangentFrame At(IManifold manifold, Tensor x) => new NewtonRetraction().At(manifold, x);
    }
}
