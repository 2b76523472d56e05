using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DslManifolds.Kernels;

// Φ(−a) = e^(−a²/2) p(t) / (1 + 1.5 a), a ≥ 0, t = (a − c)/(a + c): p is smooth from 0 to far in the tail (the form is that of
// Shepherd and Laframboise, 1981, for erfc) and interpolates at Chebyshev nodes, degree 10 for float (c = 4, relative error 4e-9, up
// to a = 15) and 22 for double (c = 5.5, 8e-18, up to a = 40). The square is taken exactly: of a in two parts, the first with so few
// bits that its square has no rounding. The exponential is scaled by 2⁶⁴, since it leaves the normal numbers before x Φ(x) does.
public static partial class VectorMath
{
    private const double TailScale = 1.0 / 18446744073709551616.0;

    /// <summary>φ(x) = e^(−x²/2) / √(2π), the standard normal density.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> NormalPdf<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => GaussExponential(Tail(x), 0) * Number<T>(0.39894228040143267794);

    /// <summary>Φ(x), the standard normal distribution function.</summary>
    public static Vector512<T> NormalCdf<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var tail = ScaledTail(Tail(x)) * Number<T>(TailScale);
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<T>.Zero), tail, Vector512<T>.One - tail);
    }

    /// <summary>x Φ(x).</summary>
    public static Vector512<T> Gelu<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var magnitude = Tail(x);
        var tail = ScaledTail(magnitude);
        var negative = -magnitude * tail * Number<T>(TailScale);
        var positive = x * (Vector512<T>.One - tail * Number<T>(TailScale));
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<T>.Zero), negative, positive);
    }

    /// <summary>|x|, up to where the tail is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Tail<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => Vector512.MinNative(Number<T>(typeof(T) == typeof(float) ? 15 : 40), Vector512.Abs(x));

    /// <summary>2^shift e^(−a²/2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> GaussExponential<T>(Vector512<T> a, int shift)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var mask = typeof(T) == typeof(float)
            ? Vector512.Create(0xFFFFF000u).As<uint, T>()
            : Vector512.Create(0xFFFFFFFFF8000000ul).As<ulong, T>();
        var first = a & mask;
        var rest = (a - first) * (a + first);
        var exponential = ScaledExponential(first * first * Number<T>(-0.5), shift, precise: true);

        // The rest, at most 0.06 for float and 3e-5 for double, by the series of e^−t.
        rest *= Number<T>(-0.5);
        var series = MultiplyAdd(rest, Number<T>(1.0 / 24), Number<T>(1.0 / 6));
        series = MultiplyAdd(series, rest, Number<T>(0.5));
        return exponential * MultiplyAdd(MultiplyAdd(series, rest, Vector512<T>.One), rest, Vector512<T>.One);
    }

    /// <summary>2⁶⁴ Φ(−a).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> ScaledTail<T>(Vector512<T> a)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var exponential = GaussExponential(a, 64);
        var p = typeof(T) == typeof(float) ? SingleTail(a) : DoubleTail(a);
        return exponential * (p / MultiplyAdd(a, Number<T>(1.5), Vector512<T>.One));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> SingleTail<T>(Vector512<T> a)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var t = (a - Number<T>(4)) / (a + Number<T>(4));
        var p = Number<T>(-0.000115364808063);
        p = Horner(p, t, -7.25955284836e-5);
        p = Horner(p, t, 0.00112289899068);
        p = Horner(p, t, -0.000774067818336);
        p = Horner(p, t, -0.00775534854267);
        p = Horner(p, t, 0.0311566271803);
        p = Horner(p, t, -0.0637292811051);
        p = Horner(p, t, 0.0787536015588);
        p = Horner(p, t, -0.0411901670118);
        p = Horner(p, t, -0.0598563367861);
        return Horner(p, t, 0.660874488894);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> DoubleTail<T>(Vector512<T> a)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var t = (a - Number<T>(5.5)) / (a + Number<T>(5.5));
        var p = Number<T>(-1.8200490130653981047e-9);
        p = Horner(p, t, -6.2133890040705216295e-9);
        p = Horner(p, t, 1.0466681329567230621e-8);
        p = Horner(p, t, 5.3303703777748578754e-8);
        p = Horner(p, t, -7.4502720736157906777e-8);
        p = Horner(p, t, -3.2689377384255557916e-7);
        p = Horner(p, t, 7.5221992994150972506e-7);
        p = Horner(p, t, 1.5426832820495883882e-6);
        p = Horner(p, t, -7.6116086944986505146e-6);
        p = Horner(p, t, 5.6517883575944437403e-7);
        p = Horner(p, t, 0.000060792263755904528914);
        p = Horner(p, t, -0.00015383646250985688424);
        p = Horner(p, t, -0.000095200436033733095275);
        p = Horner(p, t, 0.0018368601164193737222);
        p = Horner(p, t, -0.0071225329075859506243);
        p = Horner(p, t, 0.01801499892602995489);
        p = Horner(p, t, -0.034381343604665389153);
        p = Horner(p, t, 0.051347414191044774839);
        p = Horner(p, t, -0.058707792676652864043);
        p = Horner(p, t, 0.044351881067010748215);
        p = Horner(p, t, -0.0012102068487150003357);
        p = Horner(p, t, -0.066192435618970783018);
        return Horner(p, t, 0.65066991973243296054);
    }
}
