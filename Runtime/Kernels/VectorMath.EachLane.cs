using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DslManifolds.Kernels;

// Where vectors would need more than double precision: lane by lane, in double.
public static partial class VectorMath
{
    private interface IFunction
    {
        static abstract double At(double x);
    }

    private interface IFunction2
    {
        static abstract double At(double a, double b);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<T> EachLane<T, TFunction>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : IFunction
    {
        for (var lane = 0; lane < Vector512<T>.Count; lane++)
            x = x.WithElement(lane, T.CreateTruncating(TFunction.At(double.CreateTruncating(x.GetElement(lane)))));
        return x;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<T> EachLane<T, TFunction>(Vector512<T> a, Vector512<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : IFunction2
    {
        for (var lane = 0; lane < Vector512<T>.Count; lane++)
        {
            var value = TFunction.At(double.CreateTruncating(a.GetElement(lane)), double.CreateTruncating(b.GetElement(lane)));
            a = a.WithElement(lane, T.CreateTruncating(value));
        }

        return a;
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

    private readonly struct PowerFunction : IFunction2
    {
        public static double At(double a, double b) => Math.Pow(a, b);
    }
}
