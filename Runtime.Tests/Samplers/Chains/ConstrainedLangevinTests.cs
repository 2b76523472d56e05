using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Samplers;
using DslManifolds.Solvers;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Samplers;

/// <summary>Where chains go: they stay on the manifold, by rules that reject each for itself, and depend on their keys alone.</summary>
public class ConstrainedLangevinTests
{
    private static readonly RandomKey Key = new(11);

    [Theory]
    [InlineData(ScalarType.Float32, 1e-5, false)]
    [InlineData(ScalarType.Float64, 1e-10, false)]
    [InlineData(ScalarType.Float64, 1e-10, true)]
    public void EveryPointIsFiniteAndOnTheManifold(ScalarType type, double tolerance, bool metropolis)
    {
        // Steps far too long for the tube: proposals fail in every way, points never do.
        var torus = new TestTorus(3, 1);
        var sampler = new ConstrainedLangevin(
            torus, new TestTilt(3, 1), new() { NoiseScale = 1.5, Metropolis = metropolis, Box = Box.Cube(3, 3.5) });
        using var start = Chains.At(200, 2, 0, 0).to(type);
        var state = sampler.Start(start);
        var counts = default(LangevinCounts);
        for (var step = 0UL; step < 100; step++)
        {
            var result = sampler.Step(Key.After(step), state);
            state = result.State;
            counts += result.Counts;
            using var value = torus.Value(state.Points);
            Assert.All(HostTransfer.Read(state.Points), coordinate => Assert.InRange(coordinate, -3.5, 3.5));
            Assert.All(HostTransfer.Read(value), residual => Assert.InRange(residual, -tolerance, tolerance));
            Assert.Equal(type, state.Points.dtype);
        }

        state.Dispose();
        Assert.Equal(200 * 100, counts.Total);
        Assert.True(counts.NotConverged > 0 && counts.LeftBox > 0 && counts.NotReversible > 0, counts.ToString());
    }

    [Fact]
    public void RetractionsOfBothKindsGiveTheSameStep()
    {
        using var start = Chains.At(100, Math.Sqrt(0.75), 0, 0.5);
        var options = new ConstrainedLangevinOptions { Metropolis = true };
        using var newton = new ConstrainedLangevin(new TestLatitude(), new TestTilt(3, 1), options).Run(start, 1, Key);
        using var matrixFree = new ConstrainedLangevin(
            new TestLatitude(), new TestTilt(3, 1), options with { Retraction = new LbfgsRetraction() }).Run(start, 1, Key);
        Assert.Equal(newton.Counts, matrixFree.Counts);
        Assert.True(newton.Counts.Accepted > 90);
        Assert.All(
            HostTransfer.Read(newton.Points).Zip(HostTransfer.Read(matrixFree.Points)),
            pair => Assert.Equal(pair.First, pair.Second, 1e-8));
    }

    [Fact]
    public void RejectedChainsStayWhereTheyWereToTheBit()
    {
        var sampler = new ConstrainedLangevin(new TestSphere(2), new TestTilt(2, 0), new() { Box = new Box([-2, 0], [2, 2]) });
        using var start = Chains.At(500, 1, 0);
        var result = sampler.Step(Key, sampler.Start(start));
        var points = HostTransfer.Read(result.State.Points);
        result.State.Dispose();
        Assert.True(result.Counts is { LeftBox: > 150, Accepted: > 150 });
        for (var chain = 0; chain < 500; chain++)
        {
            if (result.Outcomes[chain] == StepOutcome.Accepted)
                Assert.True(points[2 * chain + 1] > 0);
            else
                Assert.Equal((1.0, 0.0), (points[2 * chain], points[2 * chain + 1]));
        }
    }

    [Fact]
    public void StepBackRejectsMovesThatDoNotReturn()
    {
        // Two rings, one just inside the other: from either, a long tangent step is drawn to the outer one.
        var rings = new TestCirclePair(0, 1, 0, 1.1);
        var options = new ConstrainedLangevinOptions { NoiseScale = 0.3, MaximumMove = double.PositiveInfinity };
        using var start = Chains.At(2000, 1, 0);
        LangevinStep Step(bool check)
        {
            var sampler = new ConstrainedLangevin(rings, new TestTilt(2, 0), options with { CheckReversibility = check });
            return sampler.Step(Key, sampler.Start(start));
        }

        using var loose = Step(check: false).State;
        var strict = Step(check: true);
        Assert.True(strict.Counts.NotReversible > 100, strict.Counts.ToString());

        // Where the step back fails, the unchecked chain moved.
        var moved = HostTransfer.Read(loose.Points).Chunk(2).Select(point => point is not [1, 0]).ToArray();
        Assert.All(Enumerable.Range(0, 2000), i => Assert.True(strict.Outcomes[i] != StepOutcome.NotReversible || moved[i]));

        // What is kept does lead back: the tangent step from x′ towards x retracts to x.
        using var back = new NewtonRetraction().At(rings, strict.State.Points);
        using var difference = start - strict.State.Points;
        using var tangent = back.Project(difference);
        using var solve = back.Retract(tangent);
        var returned = HostTransfer.Read(solve.Value);
        for (var chain = 0; chain < 2000; chain++)
        {
            Assert.Equal(1, returned[2 * chain], 0.003);
            Assert.Equal(0, returned[2 * chain + 1], 0.003);
        }

        strict.State.Dispose();
    }

    [Fact]
    public void LimitOnMovesKeepsChainsOnTheirSheet()
    {
        // Two unit circles, 0.5 apart.
        var pair = new TestCirclePair(-1.25, 1, 1.25, 1);
        LangevinCounts Cross(double maximumMove, out int crossed)
        {
            var sampler = new ConstrainedLangevin(
                pair, new TestTilt(2, 0), new() { NoiseScale = 0.3, MaximumMove = maximumMove, CheckReversibility = false });
            using var start = Chains.At(500, 2.25, 0);
            using var run = sampler.Run(start, 200, Key);
            crossed = HostTransfer.Read(run.Points).Where((_, i) => i % 2 == 0).Count(x => x < 0);
            return run.Counts;
        }

        var free = Cross(double.PositiveInfinity, out var crossedFreely);
        var limited = Cross(1.5, out var crossedWithLimit);
        Assert.True(crossedFreely > 20);
        Assert.Equal(0, crossedWithLimit);
        Assert.Equal(0, free.MovedTooFar);
        Assert.True(limited.MovedTooFar > 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AGradientThatIsNotFiniteHoldsOnlyItsOwnChain(bool metropolis)
    {
        ConstrainedLangevinOptions options = new() { Metropolis = metropolis };
        var sick = new ConstrainedLangevin(new TestSphere(2), new TestPoison(2, 0.9999), options);
        var sound = new ConstrainedLangevin(new TestSphere(2), new TestTilt(2, 1), options);
        using var start = Chains.Circle(8);
        var first = sick.Step(Key, sick.Start(start));
        var second = sound.Step(Key, sound.Start(start));
        var points = HostTransfer.Read(first.State.Points);
        var expected = HostTransfer.Read(second.State.Points);

        // Row 2 is (0, 1), where the energy is poisoned.
        Assert.Equal(StepOutcome.NotFinite, first.Outcomes[2]);
        Assert.Equal(HostTransfer.Read(start)[4..6], points[4..6]);
        Assert.Equal(expected[..4], points[..4]);
        Assert.Equal(expected[6..], points[6..]);
        first.State.Dispose();
        second.State.Dispose();
    }

    [Theory]
    [InlineData(ScalarType.Float64, 1e-14)]
    [InlineData(ScalarType.Float32, 1e-6)]
    public void OneStepDoesNotDependOnTheBatchSplit(ScalarType type, double tolerance)
    {
        var sampler = new ConstrainedLangevin(new TestTorus(), new TestTilt(3, 1), new() { Metropolis = true, NoiseScale = 0.4 });
        using var start = Chains.At(30, 4, 0, 0).to(type);
        using var head = start.narrow(0, 0, 13);
        using var tail = start.narrow(0, 13, 17);
        using var whole = sampler.Run(start, 1, Key);
        using var first = sampler.Run(head, 1, Key);
        using var second = sampler.Run(tail, 1, Key with { Chain = 13 });
        var parts = HostTransfer.Read(first.Points).Concat(HostTransfer.Read(second.Points)).ToArray();
        Assert.All(HostTransfer.Read(whole.Points).Zip(parts), pair => Assert.Equal(pair.First, pair.Second, tolerance));
        Assert.Equal(whole.Counts, first.Counts + second.Counts);
    }

    [Fact]
    public void SeedsReproduceRunsToTheBit()
    {
        var sampler = new ConstrainedLangevin(new TestSphere(3), new TestTilt(3, 1));
        using var start = Chains.At(50, 1, 0, 0);
        using var first = sampler.Run(start, 20, Key);
        using var again = sampler.Run(start, 20, Key);
        using var other = sampler.Run(start, 20, new RandomKey(12));
        Assert.Equal(HostTransfer.Read(first.Points), HostTransfer.Read(again.Points));
        Assert.NotEqual(HostTransfer.Read(first.Points), HostTransfer.Read(other.Points));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void RunInTwoPartsEqualsOneRun(bool metropolis)
    {
        var sampler = new ConstrainedLangevin(new TestSphere(3), new TestTilt(3, 1), new() { Metropolis = metropolis });
        using var start = Chains.At(50, 1, 0, 0);
        using var whole = sampler.Run(start, 20, Key);
        using var first = sampler.Run(start, 8, Key);
        using var second = sampler.Run(first.Points, 12, Key.After(8));
        Assert.All(
            HostTransfer.Read(whole.Points).Zip(HostTransfer.Read(second.Points)),
            pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }
}
