using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Samplers;
using DslManifolds.Solvers;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Samplers;

/// <summary>What holds of chains beside where they go: memory, states, refusals.</summary>
public class ConstrainedLangevinGuaranteeTests
{
    private static readonly RandomKey Key = new(11);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TenThousandStepsLeaveNoTensorBehind(bool metropolis)
    {
        var sampler = new ConstrainedLangevin(
            new TestSphere(2), new TestTilt(2, 1), new() { NoiseScale = 0.4, GradientClamp = 0.5, Metropolis = metropolis });
        using var start = Chains.At(3, 1, 0);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var state = sampler.Start(start);
        state = sampler.Step(Key, state).State;
        var running = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var step = 1UL; step < 10_000; step++)
        {
            state = sampler.Step(Key.After(step), state).State;

            // A rejection may leave out what the next step makes anew, so the count moves by a tensor or two, never with the
            // steps.
            Assert.InRange(DisposeScopeManager.Statistics.ThreadTotalLiveCount, running - 2, running + 2);
        }

        state.Dispose();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void StartIsCopiedAndNoGraphIsRecorded()
    {
        var sampler = new ConstrainedLangevin(new TestSphere(2), new TestTilt(2, 1));
        using var start = Chains.Circle(16);
        start.requires_grad = true;
        var before = HostTransfer.Read(start.detach());
        using var run = sampler.Run(start, 5, Key);
        Assert.Equal(before, HostTransfer.Read(start.detach()));
        Assert.False(run.Points.requires_grad);
        Assert.Equal(16 * 5, run.Counts.Total);
    }

    [Fact]
    public void PointsOffTheManifoldAreRefused()
    {
        var sampler = new ConstrainedLangevin(new TestSphere(2), new TestTilt(2, 1));
        using var off = Chains.At(2, 1.1, 0);
        using var notFinite = Chains.At(2, double.NaN, 0);
        using var wrongWidth = Chains.At(2, 1, 0, 0);
        Assert.Contains("Project the points", Assert.Throws<ArgumentException>(() => sampler.Start(off)).Message);
        Assert.Contains("not finite", Assert.Throws<ArgumentException>(() => sampler.Start(notFinite)).Message);
        Assert.Throws<ArgumentException>(() => sampler.Start(wrongWidth));
    }

    [Fact]
    public void AStateServesOnce()
    {
        var sampler = new ConstrainedLangevin(new TestSphere(2), new TestTilt(2, 1));
        using var start = Chains.At(2, 1, 0);
        var state = sampler.Start(start);
        using var next = sampler.Step(Key, state).State;
        Assert.Throws<ObjectDisposedException>(() => sampler.Step(Key, state));

        var corrected = new ConstrainedLangevin(new TestSphere(2), new TestTilt(2, 1), new() { Metropolis = true });
        Assert.Throws<ArgumentException>(() => corrected.Step(Key, next));
    }

    [Fact]
    public void StatesOutliveTheScopeOfTheirStep()
    {
        var sampler = new ConstrainedLangevin(new TestSphere(2), new TestTilt(2, 1), new() { Metropolis = true });
        using var start = Chains.At(5, 1, 0);
        var state = sampler.Start(start);
        for (var step = 0UL; step < 3; step++)
        {
            using var scope = NewDisposeScope();
            state = sampler.Step(Key.After(step), state).State;
        }

        Assert.Equal(10, HostTransfer.Read(state.Points).Length);
        state.Dispose();
    }

    [Fact]
    public void CancellationStopsARun()
    {
        var sampler = new ConstrainedLangevin(new TestSphere(2), new TestTilt(2, 1));
        using var start = Chains.At(2, 1, 0);
        using var source = new CancellationTokenSource();
        source.Cancel();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Assert.Throws<OperationCanceledException>(() => sampler.Run(start, 5, Key, source.Token));
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    public static TheoryData<ConstrainedLangevinOptions> BadOptions => new()
    {
        new ConstrainedLangevinOptions { NoiseScale = 0 },
        new ConstrainedLangevinOptions { NoiseScale = double.NaN },
        new ConstrainedLangevinOptions { StepSize = -1 },
        new ConstrainedLangevinOptions { StepSize = double.PositiveInfinity },
        new ConstrainedLangevinOptions { GradientClamp = 0 },
        new ConstrainedLangevinOptions { MaximumMove = double.NaN },
        new ConstrainedLangevinOptions { ReversibilityTolerance = -1 },
        new ConstrainedLangevinOptions { StartTolerance = 0 },
        new ConstrainedLangevinOptions { Metropolis = true, CheckReversibility = false },
        new ConstrainedLangevinOptions { Box = Box.Cube(3, 1) },
    };

    [Theory]
    [MemberData(nameof(BadOptions))]
    public void SettingsWithoutSenseAreRefused(ConstrainedLangevinOptions options) =>
        Assert.ThrowsAny<ArgumentException>(() => new ConstrainedLangevin(new TestSphere(2), new TestTilt(2, 1), options));

    [Fact]
    public void DimensionsMustAgree() =>
        Assert.Throws<ArgumentException>(() => new ConstrainedLangevin(new TestSphere(2), new TestTilt(3, 1)));

    [Fact]
    public void DefaultStepSizeIsTheSquaredNoiseScale() =>
        Assert.Equal(0.04, new ConstrainedLangevinOptions { NoiseScale = 0.2 }.EffectiveStepSize, 15);
}
