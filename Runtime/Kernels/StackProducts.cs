using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DslManifolds.Kernels;

/// <summary>Products with a matrix that each lane has of its own, such as a Jacobian.</summary>
/// <typeparam name="T">float or double.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StackProducts<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>y = Jᵀ w for each of a stack of vectors w, one behind another.</summary>
    /// <param name="w">w, each of as many components as J has rows.</param>
    /// <param name="matrix">J, row by row.</param>
    /// <param name="y">y, each of as many components as J has columns.</param>
    /// <param name="stack">Number of vectors.</param>
    /// <param name="rows">Rows of J.</param>
    /// <param name="columns">Columns of J.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Contract(Lanes<T> w, Lanes<T> matrix, Lanes<T> y, int stack, int rows, int columns)
    {
        for (var i = 0; i < stack; i++)
        {
            for (var column = 0; column < columns; column++)
            {
                var sum = Vector512<T>.Zero;
                for (var row = 0; row < rows; row++)
                    sum = VectorMath.MultiplyAdd(w[(i * rows) + row], matrix[(row * columns) + column], sum);
                y[(i * columns) + column] = sum;
            }
        }
    }

    /// <summary>y = J v for each of a stack of vectors v, one behind another.</summary>
    /// <param name="matrix">J, row by row.</param>
    /// <param name="v">v, each of as many components as J has columns.</param>
    /// <param name="y">y, each of as many components as J has rows.</param>
    /// <param name="stack">Number of vectors.</param>
    /// <param name="rows">Rows of J.</param>
    /// <param name="columns">Columns of J.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply(Lanes<T> matrix, Lanes<T> v, Lanes<T> y, int stack, int rows, int columns)
    {
        for (var i = 0; i < stack; i++)
        {
            for (var row = 0; row < rows; row++)
            {
                var sum = Vector512<T>.Zero;
                for (var column = 0; column < columns; column++)
                    sum = VectorMath.MultiplyAdd(matrix[(row * columns) + column], v[(i * columns) + column], sum);
                y[(i * rows) + row] = sum;
            }
        }
    }
}
