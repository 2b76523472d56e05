using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DslManifolds.Kernels;

// log x = k log 2 + log(1 + f), 1 + f between √½ and √2. Float: f − f²/2 + f³ p(f), degree 8 (relative error 3e-9). Double: with
// s = f/(2 + f), 2 s + s³ p(s²), degree 7 (3e-20). Both interpolate at Chebyshev nodes; near 1, k is 0 and f exact.
public static partial class VectorMath
{
    /// <summary>log x, the natural logarithm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Logarithm<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var result = typeof(T) == typeof(float)
            ? FiniteLog(x.As<T, float>()).As<float, T>()
            : FiniteLog(x.As<T, double>()).As<double, T>();
        result = Vector512.ConditionalSelect(Vector512.LessThan(x, Number<T>(double.PositiveInfinity)), result, x);
        result = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<T>.Zero), Number<T>(double.NaN), result);
        return Vector512.ConditionalSelect(
            Vector512.Equals(x, Vector512<T>.Zero), Number<T>(double.NegativeInfinity), result);
    }

    /// <summary>log(1 + x), to full precision near 0 too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> LogarithmOnePlus<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // What rounding took from 1 + x, to first order.
        var sum = Vector512<T>.One + x;
        var correction = (x - (sum - Vector512<T>.One)) / sum;
        var result = Logarithm(sum);
        return Vector512.ConditionalSelect(
            Vector512.LessThan(Vector512.Abs(result), Number<T>(double.PositiveInfinity)), result + correction, result);
    }

    /// <summary>log(1 + x) for 0 ≤ x ≤ 1 or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> LogarithmOnePlusFraction<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var large = Vector512.GreaterThan(x, Number<T>(0.41421356237309503));
        var k = large & Vector512<T>.One;
        var f = Vector512.ConditionalSelect(large, (x - Vector512<T>.One) * Number<T>(0.5), x);
        return typeof(T) == typeof(float)
            ? LogSum(k.As<T, float>(), f.As<T, float>()).As<float, T>()
            : LogSum(k.As<T, double>(), f.As<T, double>()).As<double, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> FiniteLog(Vector512<float> x)
    {
        var subnormal = Vector512.LessThan(x, Vector512.Create(1.17549435e-38f));
        x = Vector512.ConditionalSelect(subnormal, x * Vector512.Create(8388608f), x);
        var (k, f) = Split(x);
        return LogSum(k - (subnormal & Vector512.Create(23f)), f);
    }

    /// <summary>log x for a normal x; where a mask is set and x is above √½, x is 1 + <paramref name="offset"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> LogOf(Vector512<float> x, Vector512<int> mask, Vector512<float> offset)
    {
        var (k, f) = Split(x);
        var near = Vector512.Equals(k, Vector512<float>.Zero) & mask.AsSingle();
        return LogSum(k, Vector512.ConditionalSelect(near, offset, f));
    }

    /// <summary>k and f with x = 2ᵏ (1 + f).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> K, Vector512<float> F) Split(Vector512<float> x)
    {
        var bits = x.AsInt32();
        var exponent = (bits - Vector512.Create(0x3F3504F3)) >> 23;
        return (Vector512.ConvertToSingle(exponent), (bits - (exponent << 23)).AsSingle() - Vector512<float>.One);
    }

    /// <summary>k log 2 + log(1 + f).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> LogSum(Vector512<float> k, Vector512<float> f)
    {
        var p = Vector512.Create(0.0697161147145f);
        p = Horner(p, f, -0.114797338466);
        p = Horner(p, f, 0.116854199235);
        p = Horner(p, f, -0.124256873315);
        p = Horner(p, f, 0.142490576457);
        p = Horner(p, f, -0.166678023195);
        p = Horner(p, f, 0.200007157489);
        p = Horner(p, f, -0.24999996958);
        p = Horner(p, f, 0.3333333118);
        var square = f * f;
        var rest = Vector512.MultiplyAddEstimate(k, Vector512.Create(-2.12194440e-4f), f * square * p);
        rest = Vector512.MultiplyAddEstimate(square, Vector512.Create(-0.5f), rest);
        return Vector512.MultiplyAddEstimate(k, Vector512.Create(0.693359375f), f + rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> FiniteLog(Vector512<double> x)
    {
        var subnormal = Vector512.LessThan(x, Vector512.Create(2.2250738585072014e-308));
        x = Vector512.ConditionalSelect(subnormal, x * Vector512.Create(18014398509481984.0), x);

        // The exponent is kept positive for the shift, and made a number by putting it into the mantissa of 2⁵².
        const long root = 0x3FE6A09E667F3BCD;
        var exponent = (x.AsInt64() - Vector512.Create(root - (1023L << 52))) >>> 52;
        var f = (x.AsInt64() - (exponent << 52) + Vector512.Create(1023L << 52)).AsDouble() - Vector512<double>.One;
        var k = (exponent | Vector512.Create(0x4330000000000000)).AsDouble() - Vector512.Create(4503599627370496.0 + 1023);
        k -= subnormal & Vector512.Create(54.0);
        return LogSum(k, f);
    }

    /// <inheritdoc cref="LogSum(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> LogSum(Vector512<double> k, Vector512<double> f)
    {
        var s = f / (f + Vector512.Create(2.0));
        var z = s * s;
        var p = Vector512.Create(0.13086626147840102138);
        p = Horner(p, z, 0.13268773138656885185);
        p = Horner(p, z, 0.15386239702814658188);
        p = Horner(p, z, 0.18181795640132906276);
        p = Horner(p, z, 0.22222222391713917442);
        p = Horner(p, z, 0.28571428570803611811);
        p = Horner(p, z, 0.40000000000000876983);
        p = Horner(p, z, 0.66666666666666666465);
        var rest = Vector512.MultiplyAddEstimate(k, Vector512.Create(1.9082149292705877e-10), s * z * p);
        rest = Vector512.MultiplyAddEstimate(Vector512.Create(2.0), s, rest);
        return Vector512.MultiplyAddEstimate(k, Vector512.Create(0.6931471803691238), rest);
    }
}
