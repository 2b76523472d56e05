using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DslManifolds.Kernels;

/// <summary>
/// Sums over a batch, for gradients in parameters. The factors of a vector of samples stand side by side, those of the next vector a
/// stride farther on.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GradientSums<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>G += Σ Σₚ aₚ ⊗ bₚ, over samples and over pairs of factors.</summary>
    /// <param name="factors">Factors of all vectors of samples.</param>
    /// <param name="stride">Factors of one vector.</param>
    /// <param name="vectors">Vectors of samples.</param>
    /// <param name="rows">Rows of G, components of each a.</param>
    /// <param name="columns">Columns of G, components of each b.</param>
    /// <param name="pairs">Places, among a vector's factors, of the first components of a and b, pair by pair.</param>
    /// <param name="gradient">G, row by row.</param>
    /// <remarks>
    /// Sixteen dot products at a time, four rows by four columns, in registers: eight vectors are read for sixteen multiply-adds.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void AddProducts(
        Lanes<T> factors, int stride, int vectors, int rows, int columns, ReadOnlySpan<int> pairs, Span<T> gradient)
    {
        var row = 0;
        for (; row + 4 <= rows; row += 4)
        {
            var column = 0;
            for (; column + 4 <= columns; column += 4)
                Square(factors, stride, vectors, row, column, columns, pairs, gradient);
            for (; column < columns; column++)
                Column(factors, stride, vectors, row, column, columns, pairs, gradient);
        }

        for (; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
                gradient[row * columns + column] += Product(factors, stride, vectors, row, column, pairs);
        }
    }

    /// <summary>g += Σ a, over samples.</summary>
    /// <param name="factors">Factors of all vectors of samples.</param>
    /// <param name="stride">Factors of one vector.</param>
    /// <param name="vectors">Vectors of samples.</param>
    /// <param name="first">Place, among a vector's factors, of a's first component.</param>
    /// <param name="gradient">g, as long as a.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void AddSums(Lanes<T> factors, int stride, int vectors, int first, Span<T> gradient)
    {
        var i = 0;
        for (; i + 4 <= gradient.Length; i += 4)
        {
            var a = factors.From(first + i);
            var (s0, s1, s2, s3) = (a[0], a[1], a[2], a[3]);
            for (var vector = 1; vector < vectors; vector++)
            {
                a = a.From(stride);
                s0 += a[0];
                s1 += a[1];
                s2 += a[2];
                s3 += a[3];
            }

            AddTo(gradient[i..], s0, s1, s2, s3);
        }

        for (; i < gradient.Length; i++)
        {
            var a = factors.From(first + i);
            var sum = a[0];
            for (var vector = 1; vector < vectors; vector++)
            {
                a = a.From(stride);
                sum += a[0];
            }

            gradient[i] += Vector512.Sum(sum);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Square(
        Lanes<T> factors, int stride, int vectors, int row, int column, int columns, ReadOnlySpan<int> pairs, Span<T> gradient)
    {
        Vector512<T> s00 = default, s01 = default, s02 = default, s03 = default;
        Vector512<T> s10 = default, s11 = default, s12 = default, s13 = default;
        Vector512<T> s20 = default, s21 = default, s22 = default, s23 = default;
        Vector512<T> s30 = default, s31 = default, s32 = default, s33 = default;
        for (var pair = 0; pair < pairs.Length; pair += 2)
        {
            var (a, b) = (factors.From(pairs[pair] + row), factors.From(pairs[pair + 1] + column));
            for (var vector = 0; vector < vectors; vector++)
            {
                var (b0, b1, b2, b3) = (b[0], b[1], b[2], b[3]);
                var factor = a[0];
                s00 = VectorMath.MultiplyAdd(factor, b0, s00);
                s01 = VectorMath.MultiplyAdd(factor, b1, s01);
                s02 = VectorMath.MultiplyAdd(factor, b2, s02);
                s03 = VectorMath.MultiplyAdd(factor, b3, s03);
                factor = a[1];
                s10 = VectorMath.MultiplyAdd(factor, b0, s10);
                s11 = VectorMath.MultiplyAdd(factor, b1, s11);
                s12 = VectorMath.MultiplyAdd(factor, b2, s12);
                s13 = VectorMath.MultiplyAdd(factor, b3, s13);
                factor = a[2];
                s20 = VectorMath.MultiplyAdd(factor, b0, s20);
                s21 = VectorMath.MultiplyAdd(factor, b1, s21);
                s22 = VectorMath.MultiplyAdd(factor, b2, s22);
                s23 = VectorMath.MultiplyAdd(factor, b3, s23);
                factor = a[3];
                s30 = VectorMath.MultiplyAdd(factor, b0, s30);
                s31 = VectorMath.MultiplyAdd(factor, b1, s31);
                s32 = VectorMath.MultiplyAdd(factor, b2, s32);
                s33 = VectorMath.MultiplyAdd(factor, b3, s33);
                (a, b) = (a.From(stride), b.From(stride));
            }
        }

        var place = row * columns + column;
        AddTo(gradient[place..], s00, s01, s02, s03);
        AddTo(gradient[(place + columns)..], s10, s11, s12, s13);
        AddTo(gradient[(place + 2 * columns)..], s20, s21, s22, s23);
        AddTo(gradient[(place + 3 * columns)..], s30, s31, s32, s33);
    }

    /// <summary>Four rows of one column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Column(
        Lanes<T> factors, int stride, int vectors, int row, int column, int columns, ReadOnlySpan<int> pairs, Span<T> gradient)
    {
        Vector512<T> s0 = default, s1 = default, s2 = default, s3 = default;
        for (var pair = 0; pair < pairs.Length; pair += 2)
        {
            var (a, b) = (factors.From(pairs[pair] + row), factors.From(pairs[pair + 1] + column));
            for (var vector = 0; vector < vectors; vector++)
            {
                var factor = b[0];
                s0 = VectorMath.MultiplyAdd(a[0], factor, s0);
                s1 = VectorMath.MultiplyAdd(a[1], factor, s1);
                s2 = VectorMath.MultiplyAdd(a[2], factor, s2);
                s3 = VectorMath.MultiplyAdd(a[3], factor, s3);
                (a, b) = (a.From(stride), b.From(stride));
            }
        }

        AddTo(gradient, row * columns + column, columns, s0, s1, s2, s3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Product(Lanes<T> factors, int stride, int vectors, int row, int column, ReadOnlySpan<int> pairs)
    {
        var sum = Vector512<T>.Zero;
        for (var pair = 0; pair < pairs.Length; pair += 2)
        {
            var (a, b) = (factors.From(pairs[pair] + row), factors.From(pairs[pair + 1] + column));
            for (var vector = 0; vector < vectors; vector++)
            {
                sum = VectorMath.MultiplyAdd(a[0], b[0], sum);
                (a, b) = (a.From(stride), b.From(stride));
            }
        }

        return Vector512.Sum(sum);
    }

    /// <summary>Adds the sums over lanes of four vectors to four numbers, some places apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo(
        Span<T> gradient, int place, int step, Vector512<T> s0, Vector512<T> s1, Vector512<T> s2, Vector512<T> s3)
    {
        if (typeof(T) == typeof(float))
        {
            var sums = AcrossLanes.Of(s0.As<T, float>(), s1.As<T, float>(), s2.As<T, float>(), s3.As<T, float>()).As<float, T>();
            (gradient[place], gradient[place + step]) = (gradient[place] + sums[0], gradient[place + step] + sums[1]);
            place += 2 * step;
            (gradient[place], gradient[place + step]) = (gradient[place] + sums[2], gradient[place + step] + sums[3]);
        }
        else
        {
            var sums = AcrossLanes.Of(s0.As<T, double>(), s1.As<T, double>(), s2.As<T, double>(), s3.As<T, double>()).As<double, T>();
            (gradient[place], gradient[place + step]) = (gradient[place] + sums[0], gradient[place + step] + sums[1]);
            place += 2 * step;
            (gradient[place], gradient[place + step]) = (gradient[place] + sums[2], gradient[place + step] + sums[3]);
        }
    }

    /// <summary>Adds the sums over lanes of four vectors to four numbers side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo(Span<T> gradient, Vector512<T> s0, Vector512<T> s1, Vector512<T> s2, Vector512<T> s3)
    {
        if (typeof(T) == typeof(float))
        {
            var sums = AcrossLanes.Of(s0.As<T, float>(), s1.As<T, float>(), s2.As<T, float>(), s3.As<T, float>()).As<float, T>();
            (Vector128.Create<T>(gradient) + sums).CopyTo(gradient);
        }
        else
        {
            var sums = AcrossLanes.Of(s0.As<T, double>(), s1.As<T, double>(), s2.As<T, double>(), s3.As<T, double>()).As<double, T>();
            (Vector256.Create<T>(gradient) + sums).CopyTo(gradient);
        }
    }
}
