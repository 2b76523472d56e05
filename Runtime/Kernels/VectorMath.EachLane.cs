using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DslManifolds.Kernels;

// Functions that are rare in inner loops: lane by lane, in double.
public static partial class VectorMath
{
    private interface IFunction
    {
        static abstract double At(double x);
    }

    /// <summary>tanh x.</summary>
    public static Vector512<T> Tanh<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => EachLane<T, TanhFunction>(x);

    /// <summary>log(1 + eˣ).</summary>
    public static Vector512<T> Softplus<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => EachLane<T, SoftplusFunction>(x);

    /// <summary>x Φ(x).</summary>
    public static Vector512<T> Gelu<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => EachLane<T, GeluFunction>(x);

    /// <summary>Φ(x), the standard normal distribution function.</summary>
    public static Vector512<T> NormalCdf<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => EachLane<T, NormalCdfFunction>(x);

    /// <summary>φ(x), the standard normal density.</summary>
    public static Vector512<T> NormalPdf<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => EachLane<T, NormalPdfFunction>(x);

    /// <summary>sin x.</summary>
    public static Vector512<T> Sine<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => EachLane<T, SineFunction>(x);

    /// <summary>cos x.</summary>
    public static Vector512<T> Cosine<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => EachLane<T, CosineFunction>(x);

    /// <summary>tan x.</summary>
    public static Vector512<T> Tangent<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => EachLane<T, TangentFunction>(x);

    /// <summary>arcsin x.</summary>
    public static Vector512<T> ArcSine<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => EachLane<T, ArcSineFunction>(x);

    /// <summary>arccos x.</summary>
    public static Vector512<T> ArcCosine<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => EachLane<T, ArcCosineFunction>(x);

    /// <summary>arctan x.</summary>
    public static Vector512<T> ArcTangent<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => EachLane<T, ArcTangentFunction>(x);

    /// <summary>sinh x.</summary>
    public static Vector512<T> HyperbolicSine<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => EachLane<T, HyperbolicSineFunction>(x);

    /// <summary>cosh x.</summary>
    public static Vector512<T> HyperbolicCosine<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => EachLane<T, HyperbolicCosineFunction>(x);

    /// <summary>arsinh x.</summary>
    public static Vector512<T> AreaSine<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => EachLane<T, AreaSineFunction>(x);

    /// <summary>arcosh x.</summary>
    public static Vector512<T> AreaCosine<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => EachLane<T, AreaCosineFunction>(x);

    /// <summary>artanh x.</summary>
    public static Vector512<T> AreaTangent<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => EachLane<T, AreaTangentFunction>(x);

    /// <summary>∛x.</summary>
    public static Vector512<T> CubeRoot<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => EachLane<T, CubeRootFunction>(x);

    /// <summary>log x, the natural logarithm.</summary>
    public static Vector512<T> Logarithm<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => EachLane<T, LogarithmFunction>(x);

    /// <summary>aᵇ.</summary>
    public static Vector512<T> Power<T>(Vector512<T> a, Vector512<T> b)
        where T : unmanaged, IFloatingPointIeee754<T> => EachLane(a, b, Math.Pow);

    /// <summary>The angle of the point (b, a), as Math.Atan2(a, b).</summary>
    public static Vector512<T> ArcTangent2<T>(Vector512<T> a, Vector512<T> b)
        where T : unmanaged, IFloatingPointIeee754<T> => EachLane(a, b, Math.Atan2);

    private static Vector512<T> EachLane<T, TFunction>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : IFunction
    {
        for (var lane = 0; lane < Vector512<T>.Count; lane++)
            x = x.WithElement(lane, T.CreateTruncating(TFunction.At(double.CreateTruncating(x.GetElement(lane)))));
        return x;
    }

    private static Vector512<T> EachLane<T>(Vector512<T> a, Vector512<T> b, Func<double, double, double> function)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var lane = 0; lane < Vector512<T>.Count; lane++)
        {
            var value = function(double.CreateTruncating(a.GetElement(lane)), double.CreateTruncating(b.GetElement(lane)));
            a = a.WithElement(lane, T.CreateTruncating(value));
        }

        return a;
    }

    private static double LogarithmOnePlus(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary>Series of positive terms up to 3 in magnitude, beyond the continued fraction of the tail.</summary>
    private static double NormalCdf(double x)
    {
        var magnitude = Math.Abs(x);
        if (!(magnitude > 3))
        {
            double term = x, sum = x;
            for (var k = 3; Math.Abs(term) > 1e-18 * Math.Abs(sum); k += 2)
            {
                term *= x * x / k;
                sum += term;
            }

            return 0.5 + Math.Exp(-0.5 * x * x) * 0.39894228040143267794 * sum;
        }

        var fraction = magnitude;
        for (var k = 120; k >= 1; k--)
            fraction = magnitude + k / fraction;
        var tail = Math.Exp(-0.5 * x * x) * 0.39894228040143267794 / fraction;
        return x > 0 ? 1 - tail : tail;
    }

    private readonly struct TanhFunction : IFunction
    {
        public static double At(double x) => Math.Tanh(x);
    }

    private readonly struct SoftplusFunction : IFunction
    {
        public static double At(double x) => Math.Max(x, 0) + LogarithmOnePlus(Math.Exp(-Math.Abs(x)));
    }

    private readonly struct GeluFunction : IFunction
    {
        public static double At(double x) => x * NormalCdf(x);
    }

    private readonly struct NormalCdfFunction : IFunction
    {
        public static double At(double x) => NormalCdf(x);
    }

    private readonly struct NormalPdfFunction : IFunction
    {
        public static double At(double x) => Math.Exp(-0.5 * x * x) * 0.39894228040143267794;
    }

    private readonly struct SineFunction : IFunction
    {
        public static double At(double x) => Math.Sin(x);
    }

    private readonly struct CosineFunction : IFunction
    {
        public static double At(double x) => Math.Cos(x);
    }

    private readonly struct TangentFunction : IFunction
    {
        public static double At(double x) => Math.Tan(x);
    }

    private readonly struct ArcSineFunction : IFunction
    {
        public static double At(double x) => Math.Asin(x);
    }

    private readonly struct ArcCosineFunction : IFunction
    {
        public static double At(double x) => Math.Acos(x);
    }

    private readonly struct ArcTangentFunction : IFunction
    {
        public static double At(double x) => Math.Atan(x);
    }

    private readonly struct HyperbolicSineFunction : IFunction
    {
        public static double At(double x) => Math.Sinh(x);
    }

    private readonly struct HyperbolicCosineFunction : IFunction
    {
        public static double At(double x) => Math.Cosh(x);
    }

    private readonly struct AreaSineFunction : IFunction
    {
        public static double At(double x) => Math.Asinh(x);
    }

    private readonly struct AreaCosineFunction : IFunction
    {
        public static double At(double x) => Math.Acosh(x);
    }

    private readonly struct AreaTangentFunction : IFunction
    {
        public static double At(double x) => Math.Atanh(x);
    }

    private readonly struct CubeRootFunction : IFunction
    {
        public static double At(double x) => Math.Cbrt(x);
    }

    private readonly struct LogarithmFunction : IFunction
    {
        public static double At(double x) => Math.Log(x);
    }
}
