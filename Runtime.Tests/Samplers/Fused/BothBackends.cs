using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Samplers;
using DslManifolds.Solvers;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Samplers.Fused;

/// <summary>Steps on both backends, side by side.</summary>
internal static class BothBackends
{
    /// <summary>Names the first step's random numbers.</summary>
    public static readonly RandomKey Key = new(21);

    /// <summary>A retraction by the name of its solver.</summary>
    public static IRetraction Retraction(string solver) =>
        solver == "lbfgs" ? new LbfgsRetraction() : new NewtonRetraction();

    /// <summary>Takes steps on both backends, each from where libtorch's last one ended.</summary>
    /// <param name="subject">Manifold and energy.</param>
    /// <param name="options">Settings.</param>
    /// <param name="steps">Number of steps.</param>
    /// <param name="tolerance">How far the ends of a step may be apart.</param>
    /// <param name="undecided">Of 60 chains, how many in a step rounding may end otherwise.</param>
    public static LangevinCounts Compare(
        FusedCase subject, ConstrainedLangevinOptions options, int steps = 8, double tolerance = 1e-9, int undecided = 0)
    {
        var (fused, other) = Both(subject, options);
        var counts = default(LangevinCounts);
        var x = Chains.At(60, subject.Point);
        for (var step = 0UL; step < (ulong)steps; step++)
        {
            var ours = fused.Step(Key.After(step), fused.Start(x));
            var theirs = other.Step(Key.After(step), other.Start(x));
            var alike = theirs.Outcomes.Zip(ours.Outcomes, (a, b) => a == b).ToArray();
            Assert.InRange(alike.Count(same => !same), 0, undecided);
            var distances = Distances(theirs.State.Points, ours.State.Points);
            Assert.All(distances.Where((_, chain) => alike[chain]), distance => Assert.InRange(distance, 0, tolerance));
            counts += ours.Counts;
            x.Dispose();
            x = theirs.State.Points.clone();
            ours.State.Dispose();
            theirs.State.Dispose();
        }

        x.Dispose();
        return counts;
    }

    /// <summary>The same chains on either backend.</summary>
    public static (ConstrainedLangevin Fused, ConstrainedLangevin Other) Both(
        FusedCase subject, ConstrainedLangevinOptions options) =>
        (new(subject.Manifold, subject.Energy, options with { Backend = Backend.Fused }),
            new(subject.Manifold, subject.Energy, options with { Backend = Backend.Torch }));

    /// <summary>The distance of each row from its counterpart.</summary>
    public static double[] Distances(Tensor expected, Tensor actual)
    {
        using var scope = NewDisposeScope();
        return HostTransfer.Read((actual - expected).norm(1));
    }

    /// <summary>Asserts that every row is near its counterpart.</summary>
    public static void AssertNear(Tensor expected, Tensor actual, double tolerance) =>
        Assert.All(Distances(expected, actual), distance => Assert.InRange(distance, 0, tolerance));
}
