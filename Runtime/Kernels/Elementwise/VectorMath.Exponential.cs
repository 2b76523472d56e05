using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DslManifolds.Kernels;

// e^x = 2^n e^r, n the integer next to x / log 2, |r| ≤ (log 2)/2, with 1 + r + r² q(r) for e^r: q interpolates at Chebyshev nodes,
// degree 4 for float (relative error 1.0e-8) and 9 for double (1.7e-17). n is rounded by adding 1.5 · 2^(mantissa bits), which leaves it
// in the low bits too. The scale 2^n is taken in two halves where the hardware cannot scale, so that subnormal results round once.
// The factors of log 2 have so few bits that n times the first is exact without fused multiply-add too. Intrinsics are called directly
// here: every inlined call lengthens the compilation of every kernel.
public static partial class VectorMath
{
    private const float SingleRounder = 12582912f;
    private const double DoubleRounder = 6755399441055744.0;

    /// <summary>eˣ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Exponential<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => typeof(T) == typeof(float) ? Exp(x.As<T, float>()).As<float, T>() : Exp(x.As<T, double>()).As<double, T>();

    /// <summary>2^shift eˣ, for a constant shift; to the last bits of float, if asked for, also where |x| is large.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> ScaledExponential<T>(Vector512<T> x, int shift, bool precise = false)
        where T : unmanaged, IFloatingPointIeee754<T>
        => typeof(T) == typeof(float)
            ? Exp(x.As<T, float>(), shift, precise).As<float, T>()
            : Exp(x.As<T, double>(), shift).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Exp(Vector512<float> x, int shift = 0, bool precise = false)
    {
        // The bound comes first: where x is NaN these give x.
        x = Vector512.MinNative(Vector512.Create(128f), Vector512.MaxNative(Vector512.Create(-105f), x));
        var shifted = Vector512.MultiplyAddEstimate(x, Vector512.Create(1.44269504f), Vector512.Create(SingleRounder));
        var n = shifted - Vector512.Create(SingleRounder);
        var y = Vector512<float>.One + ExpMinusOneNearZero(Remainder(x, n, precise));
        if (Avx512F.IsSupported)
            return Avx512F.Scale(y, shift == 0 ? n : n + Vector512.Create((float)shift));
        var bits = shifted.AsInt32() - Vector512.Create(SingleRounder).AsInt32();
        if (shift != 0)
            bits += Vector512.Create(shift);
        var half = bits >> 1;
        return y * Power2(half) * Power2(bits - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Exp(Vector512<double> x, int shift = 0)
    {
        x = Vector512.MinNative(Vector512.Create(1200.0), Vector512.MaxNative(Vector512.Create(-746.0), x));
        var shifted = Vector512.MultiplyAddEstimate(x, Vector512.Create(1.4426950408889634), Vector512.Create(DoubleRounder));
        var n = shifted - Vector512.Create(DoubleRounder);
        var y = Vector512<double>.One + ExpMinusOneNearZero(Remainder(x, n));
        if (Avx512F.IsSupported)
            return Avx512F.Scale(y, shift == 0 ? n : n + Vector512.Create((double)shift));

        // Halved as a positive number: arithmetic shifts of 64 bits are AVX-512's.
        var bits = shifted.AsInt64() - Vector512.Create(DoubleRounder).AsInt64() + Vector512.Create(4096L + shift);
        var half = (bits >>> 1) - Vector512.Create(2048L);
        return y * Power2(half) * Power2(bits - Vector512.Create(4096L) - half);
    }

    /// <summary>eˣ − 1 for −60 ≤ x ≤ 0 or NaN, without cancellation near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> ExponentialMinusOne<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => typeof(T) == typeof(float)
            ? ExpMinusOne(x.As<T, float>()).As<float, T>()
            : ExpMinusOne(x.As<T, double>()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ExpMinusOne(Vector512<float> x)
    {
        var shifted = Vector512.MultiplyAddEstimate(x, Vector512.Create(1.44269504f), Vector512.Create(SingleRounder));
        var power = Power2(shifted.AsInt32() - Vector512.Create(SingleRounder).AsInt32());
        var y = ExpMinusOneNearZero(Remainder(x, shifted - Vector512.Create(SingleRounder), false));
        return Vector512.MultiplyAddEstimate(y, power, power - Vector512<float>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ExpMinusOne(Vector512<double> x)
    {
        var shifted = Vector512.MultiplyAddEstimate(x, Vector512.Create(1.4426950408889634), Vector512.Create(DoubleRounder));
        var power = Power2(shifted.AsInt64() - Vector512.Create(DoubleRounder).AsInt64());
        var y = ExpMinusOneNearZero(Remainder(x, shifted - Vector512.Create(DoubleRounder)));
        return Vector512.MultiplyAddEstimate(y, power, power - Vector512<double>.One);
    }

    /// <summary>x − n log 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Remainder(Vector512<float> x, Vector512<float> n, bool precise)
    {
        // One rounding; log 2 itself is off by 1.9e-9, so that the result is by 2.4e-7 at most, for the largest n.
        if (!precise && (Avx512F.IsSupported || Fma.IsSupported))
            return Vector512.MultiplyAddEstimate(n, Vector512.Create(-0.693147182f), x);
        var r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-0.693359375f), x);
        return Vector512.MultiplyAddEstimate(n, Vector512.Create(2.12194440e-4f), r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Remainder(Vector512<double> x, Vector512<double> n)
    {
        var r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-0.6931471803691238), x);
        return Vector512.MultiplyAddEstimate(n, Vector512.Create(-1.9082149292705877e-10), r);
    }

    /// <summary>eʳ − 1 for |r| ≤ (log 2)/2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ExpMinusOneNearZero(Vector512<float> r)
    {
        var q = Vector512.Create(0.0013926183587713494542f);
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.0083631790527225773704f));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.041666554617204574203f));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.16666576989698775683f));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.5f));
        return Vector512.MultiplyAddEstimate(q, r * r, r);
    }

    /// <inheritdoc cref="ExpMinusOneNearZero(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ExpMinusOneNearZero(Vector512<double> r)
    {
        var q = Vector512.Create(2.5100385495510319078e-8);
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(2.7620088445409748161e-7));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(2.7557268459997064772e-6));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.000024801521295954375131));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.00019841269863053616878));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.0013888888917213716901));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.0083333333333300618325));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.041666666666624127873));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.16666666666666667453));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.50000000000000010221));
        return Vector512.MultiplyAddEstimate(q, r * r, r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Power2(Vector512<int> n) => ((n + Vector512.Create(127)) << 23).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Power2(Vector512<long> n) => ((n + Vector512.Create(1023L)) << 52).AsDouble();
}
