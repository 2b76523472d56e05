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

/// <summary>What holds of chains on kernels beside their numbers: memory, states, refusals.</summary>
[Trait("Category", "Kernels")]
public class FusedLangevinGuaranteeTests
{
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

    /// <summary>Newton's, under a name that no kernel knows.</summary>
    private sealed class ForeignRetraction : IRetraction
    {
        public ITangentFrame At(IManifold manifold, Tensor x) => new NewtonRetraction().At(manifold, x);
    }
}
