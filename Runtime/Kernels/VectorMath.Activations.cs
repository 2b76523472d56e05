using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DslManifolds.Kernels;

public static partial class VectorMath
{
    /// <summary>1/x for x ≥ 1 or NaN: one Newton step from the hardware's 14 bits for float, a division elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> ReciprocalAboveOne<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float) && Avx512F.IsSupported)
        {
            var denominator = x.As<T, float>();
            var estimate = Avx512F.Reciprocal14(denominator);
            var error = Vector512.MultiplyAddEstimate(-denominator, estimate, Vector512<float>.One);
            return Vector512.MultiplyAddEstimate(estimate, error, estimate).As<float, T>();
        }

        return Vector512<T>.One / x;
    }

    /// <summary>σ(x) = 1 / (1 + e⁻ˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Sigmoid<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Beyond, e⁻ˣ would overflow and its reciprocal be none: σ there is below the least normal number.
        var bounded = Vector512.MaxNative(Number<T>(typeof(T) == typeof(float) ? -87 : -708), x);
        return ReciprocalAboveOne(Vector512<T>.One + Exponential(-bounded));
    }

    /// <summary>x σ(x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Silu<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => x * Sigmoid(x);
}
