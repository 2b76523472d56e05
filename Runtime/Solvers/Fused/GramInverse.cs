using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DslManifolds.Kernels;

namespace DslManifolds.Solvers.Fused;

/// <summary>
/// Inverses of Gram matrices G = J Jᵀ, one in each lane: by Cholesky's factorisation where G is well conditioned, by the pseudo-inverse
/// where it is singular or nearly so.
/// </summary>
/// <remarks>
/// A lane whose least pivot is below 1,000 k ε times its greatest is computed anew, by itself and in double, with
/// <see cref="PseudoInverse"/>; eigenvalues below 10 k ε times the greatest count as zero, as in <see cref="BatchedLinear"/>. So every
/// lane's result depends on that lane alone.
/// </remarks>
internal static class GramInverse
{
    private const int Margin = 100;

    /// <summary>Vectors of scratch memory for k outputs.</summary>
    public static int ScratchSize(int outputs) => 2 * outputs * outputs;

    /// <summary>Eigenvalues, or singular values, that count as zero, relative to the greatest.</summary>
    public static double Tolerance<T>(int size)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        10 * size * (typeof(T) == typeof(double) ? Math.ScaleB(1, -52) : Math.ScaleB(1, -23));

    /// <summary>Computes G⁻¹.</summary>
    /// <param name="jacobian">J, k × n.</param>
    /// <param name="inverse">G⁻¹, k × k.</param>
    /// <param name="scratch"><see cref="ScratchSize"/> vectors.</param>
    /// <param name="outputs">k.</param>
    /// <param name="ambient">n.</param>
    /// <returns>The lanes where J has lost rank, as bits.</returns>
    public static ulong Compute<T>(Lanes<T> jacobian, Lanes<T> inverse, Lanes<T> scratch, int outputs, int ambient)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Compute(jacobian, Vector512<T>.Zero, inverse, scratch, outputs, ambient);

    /// <summary>Computes (G + μ)⁻¹.</summary>
    /// <param name="jacobian">J, k × n.</param>
    /// <param name="damping">μ.</param>
    /// <param name="inverse">The inverse, k × k.</param>
    /// <param name="scratch"><see cref="ScratchSize"/> vectors.</param>
    /// <param name="outputs">k.</param>
    /// <param name="ambient">n.</param>
    /// <returns>The lanes where the matrix has lost rank, as bits.</returns>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static ulong Compute<T>(
        Lanes<T> jacobian, Vector512<T> damping, Lanes<T> inverse, Lanes<T> scratch, int outputs, int ambient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var gram = scratch;
        var factor = scratch.From(outputs * outputs);
        LaneProducts.Outer(jacobian, jacobian, gram, outputs, ambient, symmetric: true);
        for (var i = 0; i < outputs; i++)
            gram[i * (outputs + 1)] += damping;
        var (least, greatest) = Factor(gram, factor, outputs);
        Invert(factor, inverse, outputs);
        var limit = Vector512.Create(T.CreateTruncating(Margin * Tolerance<T>(outputs)));
        var sound = LaneMask.Bits(Vector512.GreaterThan(least, greatest * limit));
        return sound == LaneMask.All<T>() ? 0 : Repair(gram, inverse, ~sound & LaneMask.All<T>(), factor, outputs);
    }

    /// <summary>L with G = L Lᵀ, its diagonal as reciprocals; and the least and the greatest pivot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<T> Least, Vector512<T> Greatest) Factor<T>(Lanes<T> gram, Lanes<T> factor, int size)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var least = Vector512.Create(T.PositiveInfinity);
        var greatest = Vector512<T>.Zero;
        for (var row = 0; row < size; row++)
        {
            var own = factor.From(row * size);
            for (var column = 0; column < row; column++)
            {
                var other = factor.From(column * size);
                var sum = gram[row * size + column];
                for (var i = 0; i < column; i++)
                    sum = VectorMath.MultiplyAdd(-own[i], other[i], sum);
                own[column] = sum * other[column];
            }

            var pivot = gram[row * size + row];
            for (var i = 0; i < row; i++)
                pivot = VectorMath.MultiplyAdd(-own[i], own[i], pivot);
            own[row] = Vector512<T>.One / Vector512.Sqrt(pivot);
            least = Vector512.Min(least, pivot);
            greatest = Vector512.Max(greatest, pivot);
        }

        return (least, greatest);
    }

    /// <summary>G⁻¹ = L⁻ᵀ L⁻¹; L is replaced by its inverse.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Invert<T>(Lanes<T> factor, Lanes<T> inverse, int size)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var row = 1; row < size; row++)
        {
            var own = factor.From(row * size);
            for (var column = 0; column < row; column++)
            {
                // Of its own row only entries of L from this column on are needed, and those are still there.
                var sum = own[column] * factor[column * size + column];
                for (var i = column + 1; i < row; i++)
                    sum = VectorMath.MultiplyAdd(own[i], factor[i * size + column], sum);
                own[column] = -sum * own[row];
            }
        }

        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                var sum = Vector512<T>.Zero;
                for (var i = row; i < size; i++)
                    sum = VectorMath.MultiplyAdd(factor[i * size + row], factor[i * size + column], sum);
                inverse[row * size + column] = sum;
                inverse[column * size + row] = sum;
            }
        }
    }

    private static ulong Repair<T>(Lanes<T> gram, Lanes<T> inverse, ulong lanes, Lanes<T> scratch, int size)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var lost = 0UL;
        var memory = MemoryMarshal.Cast<T, double>(scratch.Elements(size * size));
        var matrix = memory[..(size * size)];
        var result = memory.Slice(size * size, size * size);
        for (; lanes != 0; lanes &= lanes - 1)
        {
            var lane = BitOperations.TrailingZeroCount(lanes);
            LaneColumn.Read(gram, lane, matrix);
            var rank = PseudoInverse.Compute(matrix, result, size, Tolerance<T>(size), memory[(2 * size * size)..]);
            LaneColumn.Write(result, inverse, lane);
            if (rank < size)
                lost |= 1UL << lane;
        }

        return lost;
    }
}
