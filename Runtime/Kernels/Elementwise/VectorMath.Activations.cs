using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DslManifolds.Kernels;

public static partial class VectorMath
{
    /// <summary>1/x: one Newton step from the hardware's 14 bits for float where there are such, a division elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Reciprocal<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) != typeof(float) || !Avx512F.IsSupported)
            return Vector512<T>.One / x;

        // The step is not finite where x or its reciprocal is 0 or infinite; the estimate is exact there.
        var denominator = x.As<T, float>();
        var estimate = Avx512F.Reciprocal14(denominator);
        var error = Vector512.MultiplyAddEstimate(-denominator, estimate, Vector512<float>.One);
        var quotient = Vector512.MultiplyAddEstimate(estimate, error, estimate);
        var close = Vector512.LessThan(Vector512.Abs(error), Vector512<float>.One);
        return Vector512.ConditionalSelect(close, quotient, estimate).As<float, T>();
    }

    /// <summary>σ(x) = 1 / (1 + e⁻ˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Sigmoid<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => PositiveReciprocal(Vector512<T>.One + Exponential(-x));

    /// <summary>x σ(x); NaN at −∞, as 0 times ∞.</summary>
    /// <remarks>Below 0 σ is scaled by 2¹⁶: it leaves the normal numbers before x σ(x) does.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Silu<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var scale = Number<T>(1.0 / 65536);
        var scaled = PositiveReciprocal(scale + ScaledExponential(-x, -16));
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<T>.Zero), x * scaled * scale, x * (scaled * scale));
    }

    /// <summary>1/x for x between 2⁻¹⁶ and ∞, or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> PositiveReciprocal<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) != typeof(float) || !Avx512F.IsSupported)
            return Vector512<T>.One / x;
        var denominator = x.As<T, float>();
        var estimate = Avx512F.Reciprocal14(denominator);
        var error = Vector512.MultiplyAddEstimate(-denominator, estimate, Vector512<float>.One);
        var quotient = Vector512.MultiplyAddEstimate(estimate, error, estimate);

        // The Newton step is NaN where x is ∞, which is class 5 of numbers: 0 (answer 8) is put there.
        return Avx512F.Fixup(quotient, denominator, Vector512.Create(8 << 20), 0).As<float, T>();
    }

    /// <summary>tanh x = (1 − e⁻²ˣ) / (1 + e⁻²ˣ), for |x|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Tanh<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // From 20 on it is 1 to the last bit.
        var exponent = Vector512.MaxNative(Number<T>(-40), Number<T>(-2) * Vector512.Abs(x));
        var difference = ExponentialMinusOne(exponent);
        var denominator = difference + Number<T>(2);
        return Vector512.CopySign(difference * PositiveReciprocal(denominator), x);
    }

    /// <summary>log(1 + eˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Softplus<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => Vector512.MaxNative(Vector512<T>.Zero, x) + LogarithmOnePlusFraction(Exponential(-Vector512.Abs(x)));
}
