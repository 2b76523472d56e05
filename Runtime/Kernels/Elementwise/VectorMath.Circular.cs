using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DslManifolds.Kernels;

// x = n π/2 + r, |r| ≤ π/4, with π/2 in three parts: n times the first and the second has no rounding up to n = 2²⁰. The reduction is in
// double for float too, so that results near their zeros keep their relative accuracy. sin r = r (1 + r² p(r²)),
// cos r = 1 − r²/2 + r⁴ p(r²), interpolated at Chebyshev nodes: degree 2 for float (1.4e-8, 1.1e-9), 5 for double (1.4e-17, 7e-19).
public static partial class VectorMath
{
    private const double ReductionLimit = 1_000_000;

    /// <summary>sin x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Sine<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => OrFar<T, SineFunction>(x, ReducedSineCosine(x).Sine);

    /// <summary>cos x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Cosine<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => OrFar<T, CosineFunction>(x, ReducedSineCosine(x).Cosine);

    /// <summary>sin x and cos x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<T> Sine, Vector512<T> Cosine) SineCosine<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (sine, cosine) = ReducedSineCosine(x);
        return (OrFar<T, SineFunction>(x, sine), OrFar<T, CosineFunction>(x, cosine));
    }

    /// <summary>tan x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Tangent<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (sine, cosine) = ReducedSineCosine(x);
        return OrFar<T, TangentFunction>(x, sine / cosine);
    }

    /// <summary>A result, but where x is too large for the reduction what <see cref="Math"/> gives.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> OrFar<T, TFunction>(Vector512<T> x, Vector512<T> result)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : IFunction
    {
        var far = Vector512.GreaterThan(Vector512.Abs(x), Number<T>(ReductionLimit));
        return far == Vector512<T>.Zero ? result : EachLane<T, TFunction>(x, result, far);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<T> Sine, Vector512<T> Cosine) ReducedSineCosine<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            var (lower, upper) = Vector512.Widen(x.As<T, float>());
            var (r0, n0) = ReducedAngle(lower);
            var (r1, n1) = ReducedAngle(upper);
            var (sine, cosine) = QuarterTurns(Vector512.Narrow(r0, r1), Vector512.Narrow(n0, n1));
            return (sine.As<float, T>(), cosine.As<float, T>());
        }
        else
        {
            var (r, n) = ReducedAngle(x.As<T, double>());
            var (sine, cosine) = QuarterTurns(r, n);
            return (sine.As<double, T>(), cosine.As<double, T>());
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Remainder, Vector512<long> N) ReducedAngle(Vector512<double> x)
    {
        var shifted = Vector512.MultiplyAddEstimate(x, Vector512.Create(2 / Math.PI), Vector512.Create(DoubleRounder));
        var n = shifted - Vector512.Create(DoubleRounder);
        var r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-1.5707963267341256), x);
        r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-6.077100506303966e-11), r);
        r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-2.0222662487959506e-21), r);
        return (r, shifted.AsInt64());
    }

    /// <summary>Sine and cosine of r + n π/2 for |r| ≤ π/4; of n the last two bits count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (Vector512<float> Sine, Vector512<float> Cosine) QuarterTurns(Vector512<float> r, Vector512<int> n)
    {
        var z = r * r;
        var p = Vector512.Create(-0.000195873870685f);
        p = Horner(p, z, 0.00833274593638);
        p = Horner(p, z, -0.166666646503);
        var s = r * Vector512.MultiplyAddEstimate(p, z, Vector512<float>.One);
        p = Vector512.Create(2.45474372102e-5f);
        p = Horner(p, z, -0.00138883006969);
        p = Horner(p, z, 0.0416666646475);
        var c = Vector512.MultiplyAddEstimate(Vector512.MultiplyAddEstimate(p, z, Vector512.Create(-0.5f)), z, Vector512<float>.One);
        var even = Vector512.Equals(n & Vector512<int>.One, Vector512<int>.Zero).AsSingle();
        var sine = Vector512.ConditionalSelect(even, s, c).AsInt32() ^ ((n & Vector512.Create(2)) << 30);
        var cosine = Vector512.ConditionalSelect(even, c, s).AsInt32() ^ (((n + Vector512<int>.One) & Vector512.Create(2)) << 30);
        return (sine.AsSingle(), cosine.AsSingle());
    }

    /// <inheritdoc cref="QuarterTurns(Vector512{float}, Vector512{int})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (Vector512<double> Sine, Vector512<double> Cosine) QuarterTurns(Vector512<double> r, Vector512<long> n)
    {
        var z = r * r;
        var p = Vector512.Create(1.5917848524808261007e-10);
        p = Horner(p, z, -2.5051127944014187575e-8);
        p = Horner(p, z, 2.755731608381635861e-6);
        p = Horner(p, z, -0.00019841269836722417756);
        p = Horner(p, z, 0.0083333333333309245621);
        p = Horner(p, z, -0.16666666666666664599);
        var s = r * Vector512.MultiplyAddEstimate(p, z, Vector512<double>.One);
        p = Vector512.Create(-1.1382456778061305849e-11);
        p = Horner(p, z, 2.0876143827993132496e-9);
        p = Horner(p, z, -2.7557317260008838164e-7);
        p = Horner(p, z, 0.000024801587298743069286);
        p = Horner(p, z, -0.0013888888888887382271);
        p = Horner(p, z, 0.041666666666666665373);
        var c = Vector512.MultiplyAddEstimate(Vector512.MultiplyAddEstimate(p, z, Vector512.Create(-0.5)), z, Vector512<double>.One);
        var even = Vector512.Equals(n & Vector512<long>.One, Vector512<long>.Zero).AsDouble();
        var sine = Vector512.ConditionalSelect(even, s, c).AsInt64() ^ ((n & Vector512.Create(2L)) << 62);
        var cosine = Vector512.ConditionalSelect(even, c, s).AsInt64()
            ^ (((n + Vector512<long>.One) & Vector512.Create(2L)) << 62);
        return (sine.AsDouble(), cosine.AsDouble());
    }
}
