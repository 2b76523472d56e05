using System.Numerics;
using System.Runtime.Intrinsics;
using DslManifolds.Kernels;

namespace DslManifolds.Solvers.Fused;

/// <summary>Products of one lane's matrices in double, for the rare lane that is computed by itself.</summary>
internal static class LaneProductsOfOne
{
    /// <summary>C = A Bᵀ of one lane.</summary>
    /// <param name="left">A, rows × columns.</param>
    /// <param name="right">B, rows × columns.</param>
    /// <param name="lane">The lane.</param>
    /// <param name="product">C, rows × rows.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    public static void Outer<T>(Lanes<T> left, Lanes<T> right, int lane, Span<double> product, int rows, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < rows; column++)
            {
                var sum = 0.0;
                for (var i = 0; i < columns; i++)
                {
                    sum += double.CreateTruncating(left[row * columns + i].GetElement(lane))
                        * double.CreateTruncating(right[column * columns + i].GetElement(lane));
                }

                product[row * rows + column] = sum;
            }
        }
    }

    /// <summary>C = A B of square matrices.</summary>
    public static void Multiply(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> product, int size)
    {
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                var sum = 0.0;
                for (var i = 0; i < size; i++)
                    sum += left[row * size + i] * right[i * size + column];
                product[row * size + column] = sum;
            }
        }
    }
}
