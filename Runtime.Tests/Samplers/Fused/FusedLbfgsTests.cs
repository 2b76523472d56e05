using DslManifolds.Geometry;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Samplers;
using DslManifolds.Solvers;
using static DslManifolds.Runtime.Tests.Samplers.Fused.BothBackends;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Samplers.Fused;

/// <summary>The paper's retraction by kernels: the steps of libtorch within rounding, those of Newton's method within the tolerance.</summary>
[Trait("Category", "Kernels")]
public class FusedLbfgsTests
{
    // Both end anywhere within the tolerance on |F|, 1e-10: where ∇F is small, points are further apart than that.
    private const double Apart = 1e-8;

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("3")]
    [InlineData("4")]
    [InlineData("6")]
    [InlineData("8")]
    [InlineData("sphere")]
    [InlineData("twice")]
    [InlineData("rings")]
    [InlineData("circle net")]
    [InlineData("sine net")]
    public void EveryStepIsThatOfTheOtherBackend(string name)
    {
        var subject = FusedCase.Of(name);
        ConstrainedLangevinOptions[] settings =
        [
            new() { NoiseScale = 0.05, CheckReversibility = false, StepSize = 0.1, GradientClamp = 0.3 },
            new() { NoiseScale = 0.1, Metropolis = true },
        ];
        foreach (var options in settings)
        {
            var moved = Compare(subject, options with { Retraction = Generous() }, steps: 2, Apart).Accepted;
            Assert.True(moved > 20, $"{options}: only {moved} moves");
        }
    }

    [Theory]
    [InlineData(Backend.Fused)]
    [InlineData(Backend.Torch)]
    public void AGradientThatIsNotANumberIsNoMove(Backend backend)
    {
        using var circle = new DslManifolds.Shapes.Circle(dtype: ScalarType.Float64);
        using var energy = new HalfEnergy();
        using var start = Chains.At(20, -1, 0);
        foreach (var retraction in new IRetraction[] { new LbfgsRetraction(), new NewtonRetraction() })
        {
            var options = new ConstrainedLangevinOptions { NoiseScale = 0.1, Retraction = retraction, Backend = backend };
            using var run = new ConstrainedLangevin(circle, energy, options).Run(start, 3, Key);
            Assert.Equal(default(LangevinCounts) with { NotFinite = 60 }, run.Counts);
            Assert.Equal(HostTransfer.Read(start), HostTransfer.Read(run.Points));
        }
    }

    /// <summary>
    /// A search for a zero that is not there goes on for as long as it may, and multiplies rounding with every iteration: of such steps a
    /// few end otherwise.
    /// </summary>
    [Fact]
    public void StepsThatFailAreCountedByCause()
    {
        var counts = default(LangevinCounts);
        foreach (var (subject, scale) in new[] { (FusedCase.Ellipse(limit: 0.2), 0.3), (FusedCase.Of("2"), 0.8) })
        {
            foreach (var metropolis in new[] { false, true })
            {
                counts += Compare(subject, new()
                {
                    NoiseScale = scale,
                    Metropolis = metropolis,
                    Retraction = new LbfgsRetraction(),
                    Box = subject.Manifold.AmbientDimension == 2 ? new Box([-2, -0.2], [2, 2]) : null,
                    MaximumMove = metropolis ? double.PositiveInfinity : 2,
                }, steps: 4, Apart, undecided: 6);
            }
        }

        Assert.True(
            counts is
            {
                NotConverged: > 0, NotFinite: > 0, LeftBox: > 0, MovedTooFar: > 0, NotReversible: > 0, MetropolisRejected: > 0,
            },
            counts.ToString());
    }

    [Theory]
    [InlineData("1")]
    [InlineData("4")]
    [InlineData("sine net")]
    public void StepsAreThoseOfNewtonsMethod(string name)
    {
        var subject = FusedCase.Of(name);
        var options = new ConstrainedLangevinOptions { NoiseScale = 0.05, Metropolis = true };
        var (newton, _) = Both(subject, options);
        var (matrixFree, _) = Both(subject, options with { Retraction = Generous() });
        using var x = Chains.At(60, subject.Point);
        using var ours = matrixFree.Run(x, 1, Key);
        using var theirs = newton.Run(x, 1, Key);
        Assert.Equal(theirs.Counts, ours.Counts);
        AssertNear(theirs.Points, ours.Points, Apart);
    }

    /// <summary>Whatever the solver meets, points are finite and on the manifold, and a chain that is rejected keeps its bits.</summary>
    [Theory]
    [InlineData("ellipse", ScalarType.Float32)]
    [InlineData("rings", ScalarType.Float64)]
    [InlineData("2", ScalarType.Float32)]
    public void PointsAreAlwaysOnTheManifold(string name, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var subject = FusedCase.Of(name);
        var sampler = new ConstrainedLangevin(
            subject.Manifold,
            subject.Energy,
            new() { NoiseScale = 0.4, Retraction = new LbfgsRetraction(), Backend = Backend.Fused });
        var state = sampler.Start(Chains.At(40, subject.Point).to(type));
        var counts = default(LangevinCounts);
        for (var step = 0UL; step < 10; step++)
        {
            var before = HostTransfer.Read(state.Points);
            var result = sampler.Step(Key.After(step), state);
            state = result.State;
            counts += result.Counts;
            var after = HostTransfer.Read(state.Points);
            var width = subject.Point.Length;
            for (var chain = 0; chain < 40; chain++)
            {
                if (result.Outcomes[chain] != StepOutcome.Accepted)
                    Assert.Equal(before.AsSpan(chain * width, width).ToArray(), after.AsSpan(chain * width, width).ToArray());
            }

            var tolerance = type == ScalarType.Float32 ? 1e-4 : 1e-10;
            Assert.All(
                HostTransfer.Read(subject.Manifold.Value(state.Points)),
                residual => Assert.InRange(residual, -tolerance, tolerance));
        }

        state.Dispose();
        Assert.True(counts.Accepted > 20 && counts.Accepted < counts.Total, counts.ToString());
    }

    /// <summary>With room for all iterations: at a limit rounding decides how a step ends.</summary>
    private static LbfgsRetraction Generous() => new(new() { Minimization = new() { IterationLimit = 100 } });
}
