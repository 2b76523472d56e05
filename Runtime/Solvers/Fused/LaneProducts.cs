using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using DslManifolds.Kernels;

namespace DslManifolds.Solvers.Fused;

/// <summary>Products of matrices that every lane has its own of, row by row.</summary>
internal static class LaneProducts
{
    private const MethodImplOptions Root = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    /// <summary>y = A x.</summary>
    /// <param name="matrix">A, rows × columns.</param>
    /// <param name="x">x, columns.</param>
    /// <param name="y">y, rows.</param>
    /// <param name="rows">Rows of A.</param>
    /// <param name="columns">Columns of A.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply<T>(Lanes<T> matrix, Lanes<T> x, Lanes<T> y, int rows, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var row = 0; row < rows; row++)
            y[row] = Dot(matrix.From(row * columns), x, columns);
    }

    /// <summary>y = z − Aᵀ w; y may be z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SubtractPullback<T>(Lanes<T> z, Lanes<T> matrix, Lanes<T> w, Lanes<T> y, int rows, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var column = 0; column < columns; column++)
        {
            var sum = z[column];
            for (var row = 0; row < rows; row++)
                sum = VectorMath.MultiplyAdd(-matrix[row * columns + column], w[row], sum);
            y[column] = sum;
        }
    }

    /// <summary>C = A Bᵀ, rows × rows.</summary>
    /// <param name="left">A, rows × columns.</param>
    /// <param name="right">B, rows × columns.</param>
    /// <param name="product">C.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="symmetric">Whether A is B: then half of C is copied.</param>
    [MethodImpl(Root)]
    public static void Outer<T>(Lanes<T> left, Lanes<T> right, Lanes<T> product, int rows, int columns, bool symmetric)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var row = 0; row < rows; row++)
        {
            var own = left.From(row * columns);
            var last = symmetric ? row + 1 : rows;
            var column = 0;
            for (; column + 4 <= last; column += 4)
                FourDots(own, right.From(column * columns), product.From(row * rows + column), columns);
            for (; column < last; column++)
                product[row * rows + column] = Dot(own, right.From(column * columns), columns);
            for (column = 0; symmetric && column < row; column++)
                product[column * rows + row] = product[row * rows + column];
        }
    }

    /// <summary>p = v − Jᵀ G⁻¹ J v; p may be v.</summary>
    [MethodImpl(Root)]
    public static void Project<T>(
        Lanes<T> jacobian, Lanes<T> inverse, Lanes<T> v, Lanes<T> p, Lanes<T> scratch, int outputs, int ambient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var weights = scratch.From(outputs);
        Multiply(jacobian, v, scratch, outputs, ambient);
        Multiply(inverse, scratch, weights, outputs, outputs);
        SubtractPullback(v, jacobian, weights, p, outputs, ambient);
    }

    /// <summary>Σ xᵢ yᵢ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Dot<T>(Lanes<T> x, Lanes<T> y, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var sum = Vector512<T>.Zero;
        for (var i = 0; i < count; i++)
            sum = VectorMath.MultiplyAdd(x[i], y[i], sum);
        return sum;
    }

    /// <summary>max |xᵢ|, NaN where one is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Largest<T>(Lanes<T> x, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var largest = Vector512.Abs(x[0]);
        for (var i = 1; i < count; i++)
            largest = Vector512.Max(largest, Vector512.Abs(x[i]));
        return largest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourDots<T>(Lanes<T> x, Lanes<T> y, Lanes<T> products, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (y1, y2, y3) = (y.From(count), y.From(2 * count), y.From(3 * count));
        var (s0, s1, s2, s3) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
        for (var i = 0; i < count; i++)
        {
            var factor = x[i];
            s0 = VectorMath.MultiplyAdd(y[i], factor, s0);
            s1 = VectorMath.MultiplyAdd(y1[i], factor, s1);
            s2 = VectorMath.MultiplyAdd(y2[i], factor, s2);
            s3 = VectorMath.MultiplyAdd(y3[i], factor, s3);
        }

        (products[0], products[1], products[2], products[3]) = (s0, s1, s2, s3);
    }
}
