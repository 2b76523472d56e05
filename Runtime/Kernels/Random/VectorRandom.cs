using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DslManifolds.Kernels;

/// <summary>
/// The numbers of <see cref="CounterRandom"/>, within the rounding of T, for a chain in each lane: lane j holds those of chain
/// <see cref="RandomKey.Chain"/> + j (mod 2³²), so they do not depend on how chains are split into vectors.
/// </summary>
internal static class VectorRandom
{
    private const double WordScale = 1.0 / 4294967296.0;

    /// <summary>Draws standard normals.</summary>
    /// <param name="key">Names the draw; its chain is that of the first lane.</param>
    /// <param name="destination">Filled: a vector for each column.</param>
    /// <param name="columns">Numbers for each chain.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Normals<T>(RandomKey key, Lanes<T> destination, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var column = 0; column < columns; column += 4)
        {
            var (word0, word1, word2, word3) = Words<T>(key, column);
            (destination[column], var second) = BoxMuller<T>(word0, word1);
            if (column + 1 < columns)
                destination[column + 1] = second;
            if (column + 2 >= columns)
                break;
            (destination[column + 2], second) = BoxMuller<T>(word2, word3);
            if (column + 3 < columns)
                destination[column + 3] = second;
        }
    }

    /// <summary>Draws uniforms on (0, 1); rounding to float may give 1.</summary>
    /// <inheritdoc cref="Normals" path="/param"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Uniforms<T>(RandomKey key, Lanes<T> destination, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var column = 0; column < columns; column += 4)
        {
            var (word0, word1, word2, word3) = Words<T>(key, column);
            destination[column] = Uniform<T>(word0);
            if (column + 1 < columns)
                destination[column + 1] = Uniform<T>(word1);
            if (column + 2 < columns)
                destination[column + 2] = Uniform<T>(word2);
            if (column + 3 < columns)
                destination[column + 3] = Uniform<T>(word3);
        }
    }

    /// <summary>Draws unit vectors, uniform on the sphere of ℝᵏ; for k = 1 that is −1 or 1.</summary>
    /// <inheritdoc cref="Normals" path="/param"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void UnitVectors<T>(RandomKey key, Lanes<T> destination, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (columns == 1)
        {
            Uniforms(key, destination, 1);
            var lower = Vector512.LessThan(destination[0], VectorMath.Number<T>(0.5));
            destination[0] = Vector512.ConditionalSelect(lower, -Vector512<T>.One, Vector512<T>.One);
            return;
        }

        Normals(key, destination, columns);
        var squares = Vector512<T>.Zero;
        for (var column = 0; column < columns; column++)
            squares = VectorMath.MultiplyAdd(destination[column], destination[column], squares);
        var scale = Vector512<T>.One / Vector512.Sqrt(squares);
        for (var column = 0; column < columns; column++)
            destination[column] *= scale;
    }

    /// <summary>
    /// The words of a block of each lane's chain: of float a word in each lane, of double in each lane's lower half, the upper one 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<ulong> Word0, Vector512<ulong> Word1, Vector512<ulong> Word2, Vector512<ulong> Word3) Words<T>(
        RandomKey key, int column)
    {
        var block = (uint)column >> 2;
        var mask = Vector512.Create(0xFFFFFFFFul);
        var chain = Vector512.Create((ulong)key.Chain);
        if (typeof(T) == typeof(float))
        {
            var even = chain + Vector512.Create(0ul, 2, 4, 6, 8, 10, 12, 14);
            var (e0, e1, e2, e3) = VectorPhilox.Blocks(block, even, key.Step, key.Seed);
            var (o0, o1, o2, o3) = VectorPhilox.Blocks(block, even + Vector512<ulong>.One, key.Step, key.Seed);
            return ((e0 & mask) | (o0 << 32), (e1 & mask) | (o1 << 32), (e2 & mask) | (o2 << 32), (e3 & mask) | (o3 << 32));
        }

        var (word0, word1, word2, word3) = VectorPhilox.Blocks(
            block, chain + Vector512.Create(0ul, 1, 2, 3, 4, 5, 6, 7), key.Step, key.Seed);
        return (word0 & mask, word1 & mask, word2 & mask, word3 & mask);
    }

    /// <summary>(w + ½) / 2³², rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Uniform<T>(Vector512<ulong> word)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        typeof(T) == typeof(float)
            ? Fraction(word.AsInt32()).As<float, T>()
            : Fraction(word.AsInt64()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Fraction(Vector512<int> word)
    {
        // Both halves are exact, and so is the product.
        var upper = Vector512.ConvertToSingle(word >>> 16);
        var lower = Vector512.ConvertToSingle(word & Vector512.Create(0xFFFF)) + Vector512.Create(0.5f);
        return VectorMath.MultiplyAdd(upper, Vector512.Create(65536f), lower) * Vector512.Create((float)WordScale);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Fraction(Vector512<long> word)
    {
        // In the mantissa of 2⁵² a word is the number 2⁵² + w.
        var number = (word | Vector512.Create(0x4330000000000000)).AsDouble() - Vector512.Create(4503599627370496.0);
        return (number + Vector512.Create(0.5)) * Vector512.Create(WordScale);
    }

    /// <summary>The Box–Muller transform of two words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<T> First, Vector512<T> Second) BoxMuller<T>(Vector512<ulong> word, Vector512<ulong> angle)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            var radius = Vector512.Sqrt(Vector512.Create(-2f) * LogFraction(word.AsInt32()));
            var (sine, cosine) = SineCosineOfTurns(angle.AsInt32());
            return ((radius * cosine).As<float, T>(), (radius * sine).As<float, T>());
        }
        else
        {
            // 1 − u is exact, so the logarithm is accurate near 1 too.
            var radius = Vector512.Sqrt(Vector512.Create(-2.0) * VectorMath.FiniteLog(Fraction(word.AsInt64())));
            var (sine, cosine) = SineCosineOfTurns(angle.AsInt64());
            return ((radius * cosine).As<double, T>(), (radius * sine).As<double, T>());
        }
    }

    /// <summary>log((w + ½) / 2³²): above ½ from 1 less that, which float holds to its own precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> LogFraction(Vector512<int> word)
    {
        var upper = word >> 31;
        var rest = Fraction(word ^ upper);
        var value = Vector512.ConditionalSelect(upper.AsSingle(), Vector512<float>.One - rest, rest);
        return VectorMath.LogOf(value, upper, -rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Sine, Vector512<float> Cosine) SineCosineOfTurns(Vector512<int> word)
    {
        // Quarter turns n, and (2 m + 1) 2⁻³³ of a turn beyond, |m| ≤ 2²⁹, which is the whole word's.
        var quarters = (word + Vector512.Create(1 << 29)) >>> 30;
        var odd = ((word - (quarters << 30)) << 1) | Vector512<int>.One;
        var angle = Vector512.ConvertToSingle(odd) * Vector512.Create((float)(Math.PI * WordScale));
        return VectorMath.QuarterTurns(angle, quarters);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Sine, Vector512<double> Cosine) SineCosineOfTurns(Vector512<long> word)
    {
        var quarters = (word + Vector512.Create(1L << 29)) >>> 30;
        var odd = ((word - (quarters << 30)) << 1) | Vector512<long>.One;

        // Signed numbers go into the mantissa of 1.5 · 2⁵².
        const double middle = 6755399441055744.0;
        var number = (odd + Vector512.Create(middle).AsInt64()).AsDouble() - Vector512.Create(middle);
        return VectorMath.QuarterTurns(number * Vector512.Create(Math.PI * WordScale), quarters);
    }
}
