using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DslManifolds.Kernels;

// e^x = 2^n e^r, n the integer next to x / log 2, |r| ≤ (log 2)/2, with 1 + r + r² q(r) for e^r: q interpolates at Chebyshev nodes,
// degree 4 for float (relative error 1.0e-8) and 9 for double (1.7e-17). n is rounded by adding 1.5 · 2^(mantissa bits), which leaves it
// in the low bits too. The scale 2^n is taken in two halves where the hardware cannot scale, so that subnormal results round once.
// The factors of log 2 have so few bits that n times the first is exact without fused multiply-add too.
public static partial class VectorMath
{
    private const float SingleRounder = 12582912f;
    private const double DoubleRounder = 6755399441055744.0;

    /// <summary>eˣ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Exponential<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => typeof(T) == typeof(float) ? Exp(x.As<T, float>()).As<float, T>() : Exp(x.As<T, double>()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Horner<T>(Vector512<T> sum, Vector512<T> x, double coefficient)
        where T : unmanaged, IFloatingPointIeee754<T> => MultiplyAdd(sum, x, Number<T>(coefficient));

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
        var (y, n, bits) = Reduced(x, precise);
        return Scaled(Vector512<float>.One + y, n, bits, shift);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Exp(Vector512<double> x, int shift = 0)
    {
        x = Vector512.MinNative(Vector512.Create(1200.0), Vector512.MaxNative(Vector512.Create(-746.0), x));
        var (y, n, bits) = Reduced(x);
        return Scaled(Vector512<double>.One + y, n, bits, shift);
    }

    /// <summary>eˣ − 1 for −60 ≤ x ≤ 0 or NaN, without cancellation near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> ExponentialMinusOne<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            var (y, _, bits) = Reduced(x.As<T, float>());
            var power = Power2(bits);
            return MultiplyAdd(y, power, power - Vector512<float>.One).As<float, T>();
        }
        else
        {
            var (y, _, bits) = Reduced(x.As<T, double>());
            var power = Power2(bits);
            return MultiplyAdd(y, power, power - Vector512<double>.One).As<double, T>();
        }
    }

    /// <summary>e^r − 1, n as a number and n as an integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Remainder, Vector512<float> N, Vector512<int> Bits) Reduced(
        Vector512<float> x, bool precise = false)
    {
        var shifted = MultiplyAdd(x, Vector512.Create(1.44269504f), Vector512.Create(SingleRounder));
        var n = shifted - Vector512.Create(SingleRounder);
        Vector512<float> r;
        if (!precise && (Avx512F.IsSupported || Fma.IsSupported))
        {
            // One rounding; log 2 itself is off by 1.9e-9, so that r is by 2.4e-7 at most, for the largest n.
            r = MultiplyAdd(n, Vector512.Create(-0.693147182f), x);
        }
        else
        {
            r = MultiplyAdd(n, Vector512.Create(-0.693359375f), x);
            r = MultiplyAdd(n, Vector512.Create(2.12194440e-4f), r);
        }

        var q = Vector512.Create(0.0013926183587713494542f);
        q = Horner(q, r, 0.0083631790527225773704);
        q = Horner(q, r, 0.041666554617204574203);
        q = Horner(q, r, 0.16666576989698775683);
        q = Horner(q, r, 0.5);
        return (MultiplyAdd(q, r * r, r), n, shifted.AsInt32() - Vector512.Create(SingleRounder).AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Remainder, Vector512<double> N, Vector512<long> Bits) Reduced(Vector512<double> x)
    {
        var shifted = MultiplyAdd(x, Vector512.Create(1.4426950408889634), Vector512.Create(DoubleRounder));
        var n = shifted - Vector512.Create(DoubleRounder);
        var r = MultiplyAdd(n, Vector512.Create(-0.6931471803691238), x);
        r = MultiplyAdd(n, Vector512.Create(-1.9082149292705877e-10), r);
        var q = Vector512.Create(2.5100385495510319078e-8);
        q = Horner(q, r, 2.7620088445409748161e-7);
        q = Horner(q, r, 2.7557268459997064772e-6);
        q = Horner(q, r, 0.000024801521295954375131);
        q = Horner(q, r, 0.00019841269863053616878);
        q = Horner(q, r, 0.0013888888917213716901);
        q = Horner(q, r, 0.0083333333333300618325);
        q = Horner(q, r, 0.041666666666624127873);
        q = Horner(q, r, 0.16666666666666667453);
        q = Horner(q, r, 0.50000000000000010221);
        return (MultiplyAdd(q, r * r, r), n, shifted.AsInt64() - Vector512.Create(DoubleRounder).AsInt64());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Scaled(Vector512<float> y, Vector512<float> n, Vector512<int> bits, int shift)
    {
        if (Avx512F.IsSupported)
            return Avx512F.Scale(y, shift == 0 ? n : n + Vector512.Create((float)shift));
        if (shift != 0)
            bits += Vector512.Create(shift);
        var half = bits >> 1;
        return y * Power2(half) * Power2(bits - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Scaled(Vector512<double> y, Vector512<double> n, Vector512<long> bits, int shift)
    {
        if (Avx512F.IsSupported)
            return Avx512F.Scale(y, shift == 0 ? n : n + Vector512.Create((double)shift));
        // Halved as a positive number: arithmetic shifts of 64 bits are AVX-512's.
        bits += Vector512.Create(4096L + shift);
        var half = (bits >>> 1) - Vector512.Create(2048L);
        return y * Power2(half) * Power2(bits - Vector512.Create(4096L) - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Power2(Vector512<int> n) => ((n + Vector512.Create(127)) << 23).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Power2(Vector512<long> n) => ((n + Vector512.Create(1023L)) << 52).AsDouble();
}
