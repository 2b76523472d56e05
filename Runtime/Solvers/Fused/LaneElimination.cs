using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using DslManifolds.Kernels;

namespace DslManifolds.Solvers.Fused;

/// <summary>Solves A δ = b with a matrix and a right-hand side in each lane, by elimination with each lane's own row pivots.</summary>
internal static class LaneElimination
{
    /// <summary>Solves A δ = b.</summary>
    /// <param name="matrix">A, k × k; destroyed.</param>
    /// <param name="side">b, replaced by δ.</param>
    /// <param name="size">k.</param>
    /// <param name="tolerance">A lane whose least pivot is at most this share of its greatest is not to be trusted.</param>
    /// <returns>The lanes that are not to be trusted, those with an entry that is not finite included, as bits.</returns>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static ulong Solve<T>(Lanes<T> matrix, Lanes<T> side, int size, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var least = Vector512.Create(T.PositiveInfinity);
        var greatest = Vector512<T>.Zero;
        for (var step = 0; step < size; step++)
        {
            var top = matrix.From(step * size);
            for (var row = step + 1; row < size; row++)
                Order(top, matrix.From(row * size), ref side[step], ref side[row], step, size);
            var pivot = Vector512.Abs(top[step]);
            least = Vector512.Min(least, pivot);
            greatest = Vector512.Max(greatest, pivot);
            var reciprocal = Vector512<T>.One / top[step];
            for (var row = step + 1; row < size; row++)
            {
                var own = matrix.From(row * size);
                var factor = -own[step] * reciprocal;
                for (var column = step + 1; column < size; column++)
                    own[column] = VectorMath.MultiplyAdd(factor, top[column], own[column]);
                side[row] = VectorMath.MultiplyAdd(factor, side[step], side[row]);
            }

            top[step] = reciprocal;
        }

        for (var row = size - 1; row >= 0; row--)
        {
            var own = matrix.From(row * size);
            var sum = side[row];
            for (var column = row + 1; column < size; column++)
                sum = VectorMath.MultiplyAdd(-own[column], side[column], sum);
            side[row] = sum * own[row];
        }

        var sound = Vector512.GreaterThan(least, greatest * Vector512.Create(T.CreateTruncating(tolerance)));
        return ~LaneMask.Bits(sound) & LaneMask.All<T>();
    }

    /// <summary>Exchanges two rows in the lanes where the lower one begins with the greater magnitude.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Order<T>(
        Lanes<T> upper, Lanes<T> lower, ref Vector512<T> upperSide, ref Vector512<T> lowerSide, int from, int size)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var exchange = Vector512.GreaterThan(Vector512.Abs(lower[from]), Vector512.Abs(upper[from]));
        if (Vector512.EqualsAll(exchange.As<T, ulong>(), Vector512<ulong>.Zero))
            return;
        for (var column = from; column < size; column++)
            Exchange(exchange, ref upper[column], ref lower[column]);
        Exchange(exchange, ref upperSide, ref lowerSide);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Exchange<T>(Vector512<T> mask, ref Vector512<T> first, ref Vector512<T> second)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (x, y) = (first, second);
        first = Vector512.ConditionalSelect(mask, y, x);
        second = Vector512.ConditionalSelect(mask, x, y);
    }
}
