using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using DslManifolds.Kernels;
using DslManifolds.Solvers.Fused;

namespace DslManifolds.Samplers.Fused;

/// <content>The rules of <see cref="ProposalRules"/> by which proposals are rejected.</content>
internal readonly partial struct FusedLangevinStep<T, TRetraction, TEnergy>
{
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void RejectFar(Lanes<T> displacement, Vector512<T> square, ulong live, ref OutcomeTally tally)
    {
        var rejected = ~live & LaneMask.All<T>();
        var finite = settings.MoveIsLimited ? FiniteLength(displacement, square) : 0;
        tally.Reject(StepOutcome.MovedTooFar, rejected & finite);
        tally.Reject(StepOutcome.NotFinite, rejected & ~finite);
        var mask = LaneMask.Vector<T>(live);
        for (var i = 0; i < Ambient; i++)
            displacement[i] &= mask;
    }

    /// <summary>
    /// The lanes whose length is finite in double: in float a square may overflow where the number is far from it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong FiniteLength(Lanes<T> displacement, Vector512<T> square)
    {
        if (typeof(T) == typeof(double))
            return LaneMask.Bits(LaneMask.Finite(square));
        var finite = Vector512<T>.AllBitsSet;
        for (var i = 0; i < Ambient; i++)
            finite &= LaneMask.Finite(displacement[i]);
        return LaneMask.Bits(finite);
    }

    /// <summary>Judges proposals by the solve that made them, by the box and by the limit on moves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Judge(Lanes<T> from, Lanes<T> to, ulong live, LaneSolve solve, ref OutcomeTally tally)
    {
        var near = Vector512.LessThanOrEqual(SquaredDistance(from, to), Vector512.Create(settings.SquaredMove));
        if (settings.Lower is { } lower)
            near &= Inside(to, lower, settings.Upper!);
        var kept = live & solve.Converged & LaneMask.Bits(near);
        if (kept != live)
            RejectProposals(from, to, live, solve, ref tally);
        return kept;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void RejectProposals(Lanes<T> from, Lanes<T> to, ulong live, LaneSolve solve, ref OutcomeTally tally)
    {
        var finite = Vector512<T>.AllBitsSet;
        for (var i = 0; i < Ambient; i++)
            finite &= LaneMask.Finite(to[i]);
        var found = live & solve.Converged;
        var valid = found & LaneMask.Bits(finite);
        var inside = settings.Lower is { } lower ? valid & LaneMask.Bits(Inside(to, lower, settings.Upper!)) : valid;
        var near = LaneMask.Bits(
            Vector512.LessThanOrEqual(SquaredDistance(from, to), Vector512.Create(settings.SquaredMove)));
        tally.Reject(StepOutcome.NotConverged, live & ~solve.Converged & ~solve.NotFinite);
        tally.Reject(StepOutcome.NotFinite, (live & solve.NotFinite) | (found & ~valid));
        tally.Reject(StepOutcome.LeftBox, valid & ~inside);
        tally.Reject(StepOutcome.MovedTooFar, inside & ~near);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> SquaredDistance(Lanes<T> from, Lanes<T> to)
    {
        var square = Vector512<T>.Zero;
        for (var i = 0; i < Ambient; i++)
        {
            var difference = to[i] - from[i];
            square = VectorMath.MultiplyAdd(difference, difference, square);
        }

        return square;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Inside(Lanes<T> points, T[] lower, T[] upper)
    {
        var inside = Vector512<T>.AllBitsSet;
        for (var i = 0; i < Ambient; i++)
        {
            inside &= Vector512.GreaterThanOrEqual(points[i], Vector512.Create(lower[i]))
                & Vector512.LessThanOrEqual(points[i], Vector512.Create(upper[i]));
        }

        return inside;
    }
}
