using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DslManifolds.Kernels;

/// <summary>
/// The length of Newton's step of least norm to a manifold, |J⁺ F|² = Fᵀ (J Jᵀ + δ)⁻¹ F with δ as small as rounding lets it be: the
/// part of F outside the range of J counts as a great distance, as in <see cref="Operators.UnionDensity"/>.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NewtonCorrection<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Vectors of scratch memory that <see cref="SquaredLength"/> needs besides the kernel's.</summary>
    /// <param name="n">Ambient dimension.</param>
    /// <param name="k">Number of outputs.</param>
    public static int ScratchSize(int n, int k) => k + (k * n) + (k * k);

    /// <summary>The square of the length; infinite where it is no number.</summary>
    /// <param name="kernel">F and J.</param>
    /// <param name="x">Points.</param>
    /// <param name="length">One component.</param>
    /// <param name="scratch">As many vectors as <see cref="ScratchSize"/> says and those of the kernel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SquaredLength<TKernel>(TKernel kernel, Lanes<T> x, Lanes<T> length, Lanes<T> scratch)
        where TKernel : struct, IManifoldKernel<T>
    {
        var (n, k) = (TKernel.AmbientDimension, TKernel.CodomainDimension);
        var (value, jacobian, gram) = (scratch, scratch.From(k), scratch.From(k + (k * n)));
        kernel.ValueAndJacobian(x, value, jacobian, scratch.From(ScratchSize(n, k)));
        Gram(jacobian, gram, n, k);
        var sum = Vector512<T>.Zero;
        for (var row = 0; row < k; row++)
        {
            // A row of Cholesky's factor L, which takes the place of J Jᵀ, and of L⁻¹ F, which takes that of F.
            for (var column = 0; column <= row; column++)
            {
                var entry = gram[(row * k) + column];
                for (var i = 0; i < column; i++)
                    entry -= gram[(row * k) + i] * gram[(column * k) + i];
                gram[(row * k) + column] = column < row ? entry / gram[(column * k) + column] : Vector512.Sqrt(entry);
            }

            var solved = value[row];
            for (var i = 0; i < row; i++)
                solved -= gram[(row * k) + i] * value[i];
            solved /= gram[(row * k) + row];
            value[row] = solved;
            sum += solved * solved;
        }

        length[0] = Vector512.ConditionalSelect(Vector512.Equals(sum, sum), sum, Vector512.Create(T.PositiveInfinity));
    }

    /// <summary>The lower triangle of J Jᵀ + δ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Gram(Lanes<T> jacobian, Lanes<T> gram, int n, int k)
    {
        var trace = Vector512<T>.Zero;
        for (var row = 0; row < k; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                var entry = Vector512<T>.Zero;
                for (var i = 0; i < n; i++)
                    entry = VectorMath.MultiplyAdd(jacobian[(row * n) + i], jacobian[(column * n) + i], entry);
                gram[(row * k) + column] = entry;
                if (column == row)
                    trace += entry;
            }
        }

        // Above the rounding errors of J Jᵀ, and not zero where J is.
        var precision = T.CreateChecked(10 * k) * (T.BitIncrement(T.One) - T.One);
        var least = T.CreateChecked(typeof(T) == typeof(float) ? Math.ScaleB(1, -126) : Math.ScaleB(1, -1022));
        var shift = (trace * Vector512.Create(precision)) + Vector512.Create(least);
        for (var row = 0; row < k; row++)
            gram[(row * k) + row] += shift;
    }
}
