using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using DslManifolds.Kernels;

namespace DslManifolds.Solvers.Fused;

/// <summary>
/// <see cref="ConjugateGradients"/> for the system J Jᵀ w = J v of the tangent projection (Eq. 6), with J = J(x) of a sample in each lane
/// and without building J.
/// </summary>
/// <remarks>
/// The same recursion, stopping rules and return of the best w as there, each lane with its own coefficients: a lane that has ended is
/// frozen by masks and keeps its bits however long the others go on. Coefficients are computed in the element type.
/// </remarks>
internal static class LaneConjugateGradients<T, TKernel>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TKernel : struct, IManifoldKernel<T>
{
    // Rounding errors add up to some ten times those of one operation; this is squared.
    private const double RoundingMargin = 100;

    /// <summary>Vectors of scratch memory.</summary>
    public static int ScratchSize => 4 * Outputs + Sums + TKernel.ScratchSize;

    private static int Ambient => TKernel.AmbientDimension;

    private static int Outputs => TKernel.CodomainDimension;

    /// <summary>Numbers of a lane: ‖b‖², ‖v‖², ‖r‖², the least ‖r‖² and the largest curvature.</summary>
    private static int Sums => 5;

    /// <summary>Solves J Jᵀ w = b.</summary>
    /// <param name="kernel">Gives w ↦ J Jᵀ w.</param>
    /// <param name="x">Points, n vectors.</param>
    /// <param name="b">b = J v, k vectors.</param>
    /// <param name="v">v, n vectors, to whose size the rounding errors of b belong.</param>
    /// <param name="w">Filled with the solution, k vectors; zero where a lane is not finite.</param>
    /// <param name="settings">Settings.</param>
    /// <param name="scratch"><see cref="ScratchSize"/> vectors.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static LaneSolve Solve(
        TKernel kernel,
        Lanes<T> x,
        Lanes<T> b,
        Lanes<T> v,
        Lanes<T> w,
        LaneConjugateGradientsSettings<T> settings,
        Lanes<T> scratch)
    {
        var (residual, direction) = (scratch, scratch.From(Outputs));
        var (image, best) = (scratch.From(2 * Outputs), scratch.From(3 * Outputs));
        var sums = scratch.From(4 * Outputs);
        var work = scratch.From(4 * Outputs + Sums);
        ref var squaredRight = ref sums[0];
        ref var squaredSource = ref sums[1];
        ref var squaredResidual = ref sums[2];
        ref var leastResidual = ref sums[3];
        ref var largestCurvature = ref sums[4];
        squaredRight = LaneProducts.Dot(b, b, Outputs);
        squaredSource = LaneProducts.Dot(v, v, Ambient);
        squaredResidual = leastResidual = squaredRight;
        largestCurvature = Vector512<T>.Zero;
        var notFinite = ~LaneMask.Bits(LaneMask.Finite(squaredRight)) & LaneMask.All<T>();
        var active = LaneMask.Bits(Vector512.GreaterThan(squaredRight, Vector512<T>.Zero)) & ~notFinite;
        var pastBest = 0UL;
        var start = LaneMask.Vector<T>(active);
        for (var i = 0; i < Outputs; i++)
            (residual[i], direction[i], w[i]) = (b[i] & start, b[i] & start, Vector512<T>.Zero);
        for (var iteration = 0; active != 0 && iteration < settings.IterationLimit; iteration++)
        {
            kernel.Gram(x, direction, image, work);
            var curvature = LaneProducts.Dot(direction, image, Outputs);
            var squaredImage = LaneProducts.Dot(image, image, Outputs);
            var failed = active & ~LaneMask.Bits(LaneMask.Finite(curvature) & LaneMask.Finite(squaredImage));
            notFinite |= failed;
            active &= ~failed;

            // |Gp|² / pᵀGp is at least pᵀGp / pᵀp, and near the largest eigenvalue where p has but a little of its direction.
            var curved = LaneMask.Vector<T>(active) & Vector512.GreaterThan(curvature, Vector512<T>.Zero);
            largestCurvature = Vector512.ConditionalSelect(
                curved, Vector512.Max(largestCurvature, squaredImage / curvature), largestCurvature);
            var quotient = curvature / LaneProducts.Dot(direction, direction, Outputs);
            var least = largestCurvature * Rounding(settings, sums);
            var step = squaredResidual / curvature;
            active &= LaneMask.Bits(Vector512.GreaterThan(quotient, least) & LaneMask.Finite(step));
            if (active == 0)
                break;
            var going = LaneMask.Vector<T>(active);
            step &= going;
            for (var i = 0; i < Outputs; i++)
            {
                w[i] = Vector512.ConditionalSelect(going, VectorMath.MultiplyAdd(direction[i], step, w[i]), w[i]);
                residual[i] = Vector512.ConditionalSelect(going, VectorMath.MultiplyAdd(-image[i], step, residual[i]), residual[i]);
            }

            var squared = LaneProducts.Dot(residual, residual, Outputs);
            failed = active & ~LaneMask.Bits(LaneMask.Finite(squared));
            notFinite |= failed;
            active &= ~failed;
            var worse = LaneMask.Bits(Vector512.GreaterThan(squared, leastResidual)) & active;
            if ((worse & ~pastBest) != 0)
                StepBack(best, w, direction, step, worse & ~pastBest);
            pastBest = (pastBest & ~active) | worse;
            going = LaneMask.Vector<T>(active);
            leastResidual = Vector512.ConditionalSelect(going, Vector512.Min(squared, leastResidual), leastResidual);
            var momentum = squared / squaredResidual;
            squaredResidual = Vector512.ConditionalSelect(going, squared, squaredResidual);
            active &= ~Small(settings, sums);
            going = LaneMask.Vector<T>(active);
            for (var i = 0; i < Outputs; i++)
            {
                var next = VectorMath.MultiplyAdd(direction[i], momentum, residual[i]);
                direction[i] = Vector512.ConditionalSelect(going, next, direction[i]);
            }
        }

        if ((pastBest | notFinite) != 0)
            Finish(w, best, pastBest, notFinite);
        return new LaneSolve(Small(settings, sums) & ~notFinite, notFinite);
    }

    /// <summary>The share of the largest curvature that rounding alone may give p.</summary>
    /// <remarks>As in <see cref="ConjugateGradientsSamples"/>: the rounding of G, and that of r, by which p has a share of every direction.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Rounding(LaneConjugateGradientsSettings<T> settings, Lanes<T> sums)
    {
        var scale = Vector512.Max(sums[0], sums[4] * sums[1]);
        var share = Vector512.Create(T.CreateTruncating(RoundingMargin) * settings.Noise * settings.Noise);
        return Vector512.Max(Vector512.Create(settings.Noise), share * scale / sums[2]);
    }

    /// <summary>The lanes whose residual is within the tolerance.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Small(LaneConjugateGradientsSettings<T> settings, Lanes<T> sums) =>
        LaneMask.Bits(Vector512.LessThanOrEqual(sums[2], sums[0] * Vector512.Create(settings.SquaredTolerance)));

    /// <summary>Notes w as it was before the step that led away from the least residual met.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StepBack(Lanes<T> best, Lanes<T> w, Lanes<T> direction, Vector512<T> step, ulong lanes)
    {
        var mask = LaneMask.Vector<T>(lanes);
        for (var i = 0; i < Outputs; i++)
            best[i] = Vector512.ConditionalSelect(mask, VectorMath.MultiplyAdd(-direction[i], step, w[i]), best[i]);
    }

    /// <summary>Puts the best w met where it is not the last, and zero where a lane is not finite.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Finish(Lanes<T> w, Lanes<T> best, ulong pastBest, ulong notFinite)
    {
        var (old, good) = (LaneMask.Vector<T>(pastBest), ~LaneMask.Vector<T>(notFinite));
        for (var i = 0; i < Outputs; i++)
            w[i] = Vector512.ConditionalSelect(old, best[i], w[i]) & good;
    }
}
