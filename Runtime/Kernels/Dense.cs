using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DslManifolds.Kernels;

/// <summary>
/// Products with a matrix W that all lanes share, read in place, row by row. Four results at a time keep the multiply-add units busy; a
/// caller's constant sizes are constants in the code, since every method is inlined.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Dense<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>y = W x + b.</summary>
    /// <param name="weight">W, outputs × inputs.</param>
    /// <param name="bias">b, as long as y.</param>
    /// <param name="x">x, inputs.</param>
    /// <param name="y">y, outputs.</param>
    /// <param name="outputs">Rows of W.</param>
    /// <param name="inputs">Columns of W.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Affine(Weights<T> weight, Weights<T> bias, Lanes<T> x, Lanes<T> y, int outputs, int inputs)
    {
        var row = 0;
        for (; row + 4 <= outputs; row += 4)
            Four(weight.From(row * inputs), bias[row], bias[row + 1], bias[row + 2], bias[row + 3], x, y.From(row), inputs);
        for (; row < outputs; row++)
            y[row] = Sum(weight.From(row * inputs), 1, bias[row], x, inputs);
    }

    /// <summary>y = W x.</summary>
    /// <inheritdoc cref="Affine" path="/param"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Linear(Weights<T> weight, Lanes<T> x, Lanes<T> y, int outputs, int inputs)
    {
        var row = 0;
        var zero = Vector512<T>.Zero;
        for (; row + 4 <= outputs; row += 4)
            Four(weight.From(row * inputs), zero, zero, zero, zero, x, y.From(row), inputs);
        for (; row < outputs; row++)
            y[row] = Sum(weight.From(row * inputs), 1, zero, x, inputs);
    }

    /// <summary>y = W x for a stack of vectors x, one behind another, which give a stack of vectors y.</summary>
    /// <inheritdoc cref="Affine" path="/param"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Linear(Weights<T> weight, Lanes<T> x, Lanes<T> y, int outputs, int inputs, int stack)
    {
        for (var i = 0; i < stack; i++)
            Linear(weight, x.From(i * inputs), y.From(i * outputs), outputs, inputs);
    }

    /// <summary>y = Wᵀ w.</summary>
    /// <param name="weight">W, rows × columns.</param>
    /// <param name="w">w, rows.</param>
    /// <param name="y">y, columns.</param>
    /// <param name="rows">Rows of W.</param>
    /// <param name="columns">Columns of W.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Pullback(Weights<T> weight, Lanes<T> w, Lanes<T> y, int rows, int columns)
    {
        var column = 0;
        for (; column + 4 <= columns; column += 4)
        {
            if (!Vector512.IsHardwareAccelerated)
            {
                DenseHalves<T>.FourColumns(weight.From(column), w, y.From(column), rows, columns);
                continue;
            }

            var entry = weight.From(column);
            var factor = w[0];
            var (s0, s1, s2, s3) = (entry[0] * factor, entry[1] * factor, entry[2] * factor, entry[3] * factor);
            for (var row = 1; row < rows; row++)
            {
                entry = entry.From(columns);
                factor = w[row];
                s0 = VectorMath.MultiplyAdd(entry[0], factor, s0);
                s1 = VectorMath.MultiplyAdd(entry[1], factor, s1);
                s2 = VectorMath.MultiplyAdd(entry[2], factor, s2);
                s3 = VectorMath.MultiplyAdd(entry[3], factor, s3);
            }

            (y[column], y[column + 1], y[column + 2], y[column + 3]) = (s0, s1, s2, s3);
        }

        for (; column < columns; column++)
            y[column] = Sum(weight.From(column), columns, Vector512<T>.Zero, w, rows);
    }

    /// <summary>y = Wᵀ w for a stack of vectors w, one behind another, which give a stack of vectors y.</summary>
    /// <inheritdoc cref="Pullback(Weights{T}, Lanes{T}, Lanes{T}, int, int)" path="/param"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Pullback(Weights<T> weight, Lanes<T> w, Lanes<T> y, int rows, int columns, int stack)
    {
        for (var i = 0; i < stack; i++)
            Pullback(weight, w.From(i * rows), y.From(i * columns), rows, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(
        Weights<T> weight, Vector512<T> s0, Vector512<T> s1, Vector512<T> s2, Vector512<T> s3, Lanes<T> x, Lanes<T> y, int inputs)
    {
        if (!Vector512.IsHardwareAccelerated)
        {
            DenseHalves<T>.Four(weight, s0, s1, s2, s3, x, y, inputs);
            return;
        }

        var (row1, row2, row3) = (weight.From(inputs), weight.From(2 * inputs), weight.From(3 * inputs));
        for (var i = 0; i < inputs; i++)
        {
            var component = x[i];
            s0 = VectorMath.MultiplyAdd(weight[i], component, s0);
            s1 = VectorMath.MultiplyAdd(row1[i], component, s1);
            s2 = VectorMath.MultiplyAdd(row2[i], component, s2);
            s3 = VectorMath.MultiplyAdd(row3[i], component, s3);
        }

        (y[0], y[1], y[2], y[3]) = (s0, s1, s2, s3);
    }

    /// <summary>Σ weightᵢ xᵢ + start with weights some numbers apart, in four partial sums, which do not wait for one another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Sum(Weights<T> weight, int stride, Vector512<T> start, Lanes<T> x, int count)
    {
        var i = 0;
        if (count >= 8)
        {
            var (s1, s2, s3) = (Vector512<T>.Zero, Vector512<T>.Zero, Vector512<T>.Zero);
            for (; i + 4 <= count; i += 4)
            {
                start = VectorMath.MultiplyAdd(weight[0], x[i], start);
                s1 = VectorMath.MultiplyAdd(weight[stride], x[i + 1], s1);
                s2 = VectorMath.MultiplyAdd(weight[2 * stride], x[i + 2], s2);
                s3 = VectorMath.MultiplyAdd(weight[3 * stride], x[i + 3], s3);
                weight = weight.From(4 * stride);
            }

            start = start + s1 + (s2 + s3);
        }

        for (; i < count; i++)
        {
            start = VectorMath.MultiplyAdd(weight[0], x[i], start);
            weight = weight.From(stride);
        }

        return start;
    }
}
