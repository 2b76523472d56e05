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

    /// <summary>The function in the lanes of a mask, a result elsewhere: no lane's number depends on another's.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<T> EachLane<T, TFunction>(Vector512<T> x, Vector512<T> result, Vector512<T> mask)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : IFunction
    {
        for (var lanes = mask.ExtractMostSignificantBits(); lanes != 0; lanes &= lanes - 1)
        {
            var lane = BitOperations.TrailingZeroCount(lanes);
            var value = TFunction.At(double.CreateTruncating(x.GetElement(lane)));
            result = result.WithElement(lane, T.CreateTruncating(value));
        }

        return result;
    }

    private static Vector512<T> EachPower<T>(Vector512<T> a, Vector512<T> b, Vector512<T> result, Vector512<T> mask)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var lanes = mask.ExtractMostSignificantBits(); lanes != 0; lanes &= lanes - 1)
        {
            var lane = BitOperations.TrailingZeroCount(lanes);
            var value = Math.Pow(double.CreateTruncating(a.GetElement(lane)), double.CreateTruncating(b.GetElement(lane)));
            result = result.WithElement(lane, T.CreateTruncating(value));
        }

        return result;
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
}
