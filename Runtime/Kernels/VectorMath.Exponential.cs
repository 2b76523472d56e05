using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DslManifolds.Kernels;

// e^x = 2^n e^r, n the integer next to x / log 2, |r| ≤ (log 2)/2, with 1 + r + r² q(r) for e^r: q interpolates at Chebyshev nodes,
// degree 4 for float (relative error 1.0e-8) and 9 for double (1.7e-17). n is rounded by adding 1.5 · 2^(mantissa bits), which leaves it
// in the low bits too. The scale 2^n is taken in two halves where the hardware cannot scale, so that subnormal results round once.
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
    private static Vector512<float> Exp(Vector512<float> x)
    {
        // The bound comes first: where x is NaN these give x.
        x = Vector512.MinNative(Vector512.Create(90f), Vector512.MaxNative(Vector512.Create(-105f), x));
        var shifted = Vector512.MultiplyAddEstimate(x, Vector512.Create(1.44269504f), Vector512.Create(SingleRounder));
        var n = shifted - Vector512.Create(SingleRounder);
        var r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-0.693359375f), x);
        r = Vector512.MultiplyAddEstimate(n, Vector512.Create(2.12194440e-4f), r);
        var q = Vector512.Create(0.0013926183587713494542f);
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.0083631790527225773704f));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.041666554617204574203f));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.16666576989698775683f));
        q = Vector512.MultiplyAddEstimate(q, r, Vector512.Create(0.5f));
        var y = Vector512.MultiplyAddEstimate(q, r * r, r) + Vector512<float>.One;
        if (Avx512F.IsSupported)
            return Avx512F.Scale(y, n);
        var power = shifted.AsInt32() - Vector512.Create(SingleRounder).AsInt32();
        var half = power >> 1;
        return y * Power2(half) * Power2(power - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Exp(Vector512<double> x)
    {
        x = Vector512.MinNative(Vector512.Create(711.0), Vector512.MaxNative(Vector512.Create(-746.0), x));
        var shifted = Vector512.MultiplyAddEstimate(x, Vector512.Create(1.4426950408889634), Vector512.Create(DoubleRounder));
        var n = shifted - Vector512.Create(DoubleRounder);
        var r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-0.693147180369123816490), x);
        r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-1.90821492927058770002e-10), r);
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
        var y = Vector512.MultiplyAddEstimate(q, r * r, r) + Vector512<double>.One;
        if (Avx512F.IsSupported)
            return Avx512F.Scale(y, n);
        var power = shifted.AsInt64() - Vector512.Create(DoubleRounder).AsInt64();
        // Halved as 32-bit numbers: 64-bit arithmetic shifts are AVX-512's.
        var half = (power << 32).AsInt32() >> 1;
        var high = (half.AsUInt64() >> 32).AsInt64();
        high = high - ((high & Vector512.Create(0x80000000L)) << 1);
        return y * Power2(high) * Power2(power - high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Power2(Vector512<int> n) => ((n + Vector512.Create(127)) << 23).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Power2(Vector512<long> n) => ((n + Vector512.Create(1023L)) << 52).AsDouble();
}
