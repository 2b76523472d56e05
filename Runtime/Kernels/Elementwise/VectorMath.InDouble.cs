using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DslManifolds.Kernels;

// Functions that are rare in inner loops: of float in double. Polynomials interpolate at Chebyshev nodes:
// arctan t = t (1 + t² p(t²)), |t| ≤ √2 − 1, degree 10 (5e-18); arcsin t likewise, |t| ≤ ½, degree 12 (4e-18); sinh t, |t| ≤ 1,
// degree 6 (3e-19).
public static partial class VectorMath
{
    private interface IVectorFunction
    {
        static abstract Vector512<double> At(Vector512<double> x);
    }

    /// <summary>arcsin x.</summary>
    public static Vector512<T> ArcSine<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => InDouble<T, ArcSineFunction>(x);

    /// <summary>arccos x.</summary>
    public static Vector512<T> ArcCosine<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => InDouble<T, ArcCosineFunction>(x);

    /// <summary>arctan x.</summary>
    public static Vector512<T> ArcTangent<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => InDouble<T, ArcTangentFunction>(x);

    /// <summary>sinh x.</summary>
    public static Vector512<T> HyperbolicSine<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => InDouble<T, HyperbolicSineFunction>(x);

    /// <summary>cosh x.</summary>
    public static Vector512<T> HyperbolicCosine<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => InDouble<T, HyperbolicCosineFunction>(x);

    /// <summary>arsinh x.</summary>
    public static Vector512<T> AreaSine<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => InDouble<T, AreaSineFunction>(x);

    /// <summary>arcosh x.</summary>
    public static Vector512<T> AreaCosine<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => InDouble<T, AreaCosineFunction>(x);

    /// <summary>artanh x.</summary>
    public static Vector512<T> AreaTangent<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => InDouble<T, AreaTangentFunction>(x);

    /// <summary>∛x.</summary>
    public static Vector512<T> CubeRoot<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => InDouble<T, CubeRootFunction>(x);

    /// <summary>aᵇ.</summary>
    /// <remarks>
    /// Float: exp(b log a) in double where a is positive. Double, and signs and limits: lane by lane, since b log a would need more than
    /// double precision.
    /// </remarks>
    public static Vector512<T> Power<T>(Vector512<T> a, Vector512<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) != typeof(float))
            return EachPower(a, b, a, Vector512<T>.AllBitsSet);
        var (a0, a1) = Vector512.Widen(a.As<T, float>());
        var (b0, b1) = Vector512.Widen(b.As<T, float>());
        var result = Vector512.Narrow(Exp(FiniteLog(a0) * b0), Exp(FiniteLog(a1) * b1)).As<float, T>();
        var infinity = Number<T>(double.PositiveInfinity);
        var rare = ~(Vector512.GreaterThan(a, Vector512<T>.Zero)
            & Vector512.LessThan(a, infinity)
            & Vector512.LessThan(Vector512.Abs(b), infinity));
        return rare == Vector512<T>.Zero ? result : EachPower(a, b, result, rare);
    }

    /// <summary>The angle of the point (b, a), as Math.Atan2(a, b).</summary>
    public static Vector512<T> ArcTangent2<T>(Vector512<T> a, Vector512<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) != typeof(float))
            return Angle(a.As<T, double>(), b.As<T, double>()).As<double, T>();
        var (a0, a1) = Vector512.Widen(a.As<T, float>());
        var (b0, b1) = Vector512.Widen(b.As<T, float>());
        return Vector512.Narrow(Angle(a0, b0), Angle(a1, b1)).As<float, T>();
    }

    private static Vector512<T> InDouble<T, TFunction>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : IVectorFunction
    {
        if (typeof(T) != typeof(float))
            return TFunction.At(x.As<T, double>()).As<double, T>();
        var (lower, upper) = Vector512.Widen(x.As<T, float>());
        return Vector512.Narrow(TFunction.At(lower), TFunction.At(upper)).As<float, T>();
    }

    /// <summary>arctan t for 0 ≤ t ≤ ∞ or NaN.</summary>
    private static Vector512<double> PositiveArcTangent(Vector512<double> t)
    {
        var large = Vector512.GreaterThan(t, Vector512.Create(2.414213562373095));
        var middle = Vector512.GreaterThan(t, Vector512.Create(0.41421356237309503));
        var one = Vector512<double>.One;
        var numerator = Vector512.ConditionalSelect(large, -one, Vector512.ConditionalSelect(middle, t - one, t));
        var denominator = Vector512.ConditionalSelect(large, t, Vector512.ConditionalSelect(middle, t + one, one));
        var offset = Vector512.ConditionalSelect(large, Vector512.Create(Math.PI / 2), middle & Vector512.Create(Math.PI / 4));
        t = numerator / denominator;
        var z = t * t;
        var p = Vector512.Create(-0.019170700393742989118);
        p = Horner(p, z, 0.039226605510871358014);
        p = Horner(p, z, -0.050852748016420942097);
        p = Horner(p, z, 0.058581154762998843993);
        p = Horner(p, z, -0.066645075975616747087);
        p = Horner(p, z, 0.076921829174611611241);
        p = Horner(p, z, -0.090909045663543985597);
        p = Horner(p, z, 0.11111111014966641024);
        p = Horner(p, z, -0.14285714284662940169);
        p = Horner(p, z, 0.19999999999995503405);
        p = Horner(p, z, -0.33333333333333330146);
        return offset + t * Vector512.MultiplyAddEstimate(p, z, one);
    }

    private static Vector512<double> Angle(Vector512<double> a, Vector512<double> b)
    {
        var (height, width) = (Vector512.Abs(a), Vector512.Abs(b));
        var steep = Vector512.GreaterThan(height, width);
        var ratio = Vector512.Min(height, width) / Vector512.Max(height, width);

        // 0/0 is the angle of an axis, ∞/∞ that of a diagonal.
        var zero = Vector512.Equals(height + width, Vector512<double>.Zero);
        var diagonal = Vector512.Equals(Vector512.Min(height, width), Vector512.Create(double.PositiveInfinity));
        ratio = Vector512.ConditionalSelect(zero, Vector512<double>.Zero, ratio);
        ratio = Vector512.ConditionalSelect(diagonal, Vector512<double>.One, ratio);
        var angle = PositiveArcTangent(ratio);
        angle = Vector512.ConditionalSelect(steep, Vector512.Create(Math.PI / 2) - angle, angle);
        var left = Vector512.LessThan(Vector512.CopySign(Vector512<double>.One, b), Vector512<double>.Zero);
        return Vector512.CopySign(Vector512.ConditionalSelect(left, Vector512.Create(Math.PI) - angle, angle), a);
    }

    /// <summary>arcsin(√z) / √z − 1, over z, for z ≤ ¼.</summary>
    private static Vector512<double> ArcSineTail(Vector512<double> z)
    {
        var p = Vector512.Create(0.028757851367421564708);
        p = Horner(p, z, -0.014851887071247203224);
        p = Horner(p, z, 0.017400879442694022443);
        p = Horner(p, z, 0.0054575067186403583004);
        p = Horner(p, z, 0.010322814350185779287);
        p = Horner(p, z, 0.011479177415184905896);
        p = Horner(p, z, 0.013971212973552933304);
        p = Horner(p, z, 0.017352392720869972942);
        p = Horner(p, z, 0.022372172942149887875);
        p = Horner(p, z, 0.030381944138531247287);
        p = Horner(p, z, 0.044642857146355429783);
        p = Horner(p, z, 0.074999999999984329332);
        return Horner(p, z, 0.16666666666666667827);
    }

    /// <summary>arcsin of |x| where |x| ≤ ½, of √((1 − |x|)/2) beyond: half the arc from |x| to 1.</summary>
    private static (Vector512<double> Arc, Vector512<double> Small) Arc(Vector512<double> x)
    {
        var magnitude = Vector512.Abs(x);
        var small = Vector512.LessThanOrEqual(magnitude, Vector512.Create(0.5));
        var z = Vector512.ConditionalSelect(small, x * x, (Vector512<double>.One - magnitude) * Vector512.Create(0.5));
        var root = Vector512.ConditionalSelect(small, magnitude, Vector512.Sqrt(z));
        return (root * Vector512.MultiplyAddEstimate(ArcSineTail(z), z, Vector512<double>.One), small);
    }

    private readonly struct ArcSineFunction : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> At(Vector512<double> x)
        {
            var (arc, small) = Arc(x);
            return Vector512.CopySign(Vector512.ConditionalSelect(small, arc, Vector512.Create(Math.PI / 2) - (arc + arc)), x);
        }
    }

    private readonly struct ArcCosineFunction : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> At(Vector512<double> x)
        {
            var (arc, small) = Arc(x);
            var beside = Vector512.Create(Math.PI / 2) - Vector512.CopySign(arc, x);
            var near = arc + arc;
            var far = Vector512.ConditionalSelect(
                Vector512.LessThan(x, Vector512<double>.Zero), Vector512.Create(Math.PI) - near, near);
            return Vector512.ConditionalSelect(small, beside, far);
        }
    }

    private readonly struct ArcTangentFunction : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> At(Vector512<double> x) => Vector512.CopySign(PositiveArcTangent(Vector512.Abs(x)), x);
    }

    private readonly struct HyperbolicSineFunction : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> At(Vector512<double> x)
        {
            var half = Exp(Vector512.Abs(x), -1);
            var large = Vector512.CopySign(half - Vector512.Create(0.25) / half, x);
            var z = x * x;
            var p = Vector512.Create(7.7461785930188274892e-13);
            p = Horner(p, z, 1.6057679623801637746e-10);
            p = Horner(p, z, 2.5052117695907823572e-8);
            p = Horner(p, z, 2.7557319191381816996e-6);
            p = Horner(p, z, 0.00019841269841324197917);
            p = Horner(p, z, 0.0083333333333332993552);
            p = Horner(p, z, 0.16666666666666666701);
            var small = x * Vector512.MultiplyAddEstimate(p, z, Vector512<double>.One);
            return Vector512.ConditionalSelect(Vector512.LessThan(z, Vector512<double>.One), small, large);
        }
    }

    private readonly struct HyperbolicCosineFunction : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> At(Vector512<double> x)
        {
            var half = Exp(Vector512.Abs(x), -1);
            return half + Vector512.Create(0.25) / half;
        }
    }

    private readonly struct AreaSineFunction : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> At(Vector512<double> x)
        {
            var magnitude = Vector512.Abs(x);
            var square = x * x;
            var small = LogarithmOnePlus(
                magnitude + square / (Vector512<double>.One + Vector512.Sqrt(Vector512<double>.One + square)));
            return Vector512.CopySign(
                Vector512.ConditionalSelect(Vector512.LessThan(magnitude, Vector512.Create(1e9)), small, DoubledLogarithm(magnitude)),
                x);
        }
    }

    private readonly struct AreaCosineFunction : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> At(Vector512<double> x)
        {
            var t = x - Vector512<double>.One;
            var small = LogarithmOnePlus(t + Vector512.Sqrt(t * (t + Vector512.Create(2.0))));
            return Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512.Create(1e9)), DoubledLogarithm(x), small);
        }
    }

    private readonly struct AreaTangentFunction : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> At(Vector512<double> x)
        {
            var magnitude = Vector512.Abs(x);
            var odds = (magnitude + magnitude) / (Vector512<double>.One - magnitude);
            return Vector512.CopySign(LogarithmOnePlus(odds) * Vector512.Create(0.5), x);
        }
    }

    private readonly struct CubeRootFunction : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> At(Vector512<double> x)
        {
            // The first guess has an error of 1e-13, which a Newton step squares.
            var magnitude = Vector512.Abs(x);
            var y = Exp(FiniteLog(magnitude) * Vector512.Create(1.0 / 3));
            y -= (y - magnitude / (y * y)) * Vector512.Create(1.0 / 3);
            var ordinary = Vector512.LessThan(magnitude, Vector512.Create(double.PositiveInfinity))
                & Vector512.GreaterThan(magnitude, Vector512<double>.Zero);
            return Vector512.ConditionalSelect(ordinary, Vector512.CopySign(y, x), x);
        }
    }

    /// <summary>log 2x.</summary>
    private static Vector512<double> DoubledLogarithm(Vector512<double> x) => Logarithm(x) + Vector512.Create(0.69314718055994531);
}
