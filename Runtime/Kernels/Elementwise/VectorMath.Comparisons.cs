using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DslManifolds.Kernels;

// A condition is a vector of ones and zeros, as in the generator's graphs.
public static partial class VectorMath
{
    /// <summary>|x|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Absolute<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Vector512.Abs(x);

    /// <summary>−1, 0 or 1; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Sign<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var positive = Condition<T>(Vector512.GreaterThan(x, Vector512<T>.Zero));
        var negative = Condition<T>(Vector512.LessThan(x, Vector512<T>.Zero));
        return Vector512.ConditionalSelect(Vector512.Equals(x, x), positive - negative, x);
    }

    /// <summary>1 where x is 0, 0 elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Not<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Condition<T>(Vector512.Equals(x, Vector512<T>.Zero));

    /// <summary>√x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> SquareRoot<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> => Vector512.Sqrt(x);

    /// <summary>The smaller of both, NaN where one is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Minimum<T>(Vector512<T> a, Vector512<T> b)
        where T : unmanaged, IFloatingPointIeee754<T> => Vector512.Min(a, b);

    /// <summary>The larger of both, NaN where one is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Maximum<T>(Vector512<T> a, Vector512<T> b)
        where T : unmanaged, IFloatingPointIeee754<T> => Vector512.Max(a, b);

    /// <summary>1 where a &lt; b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Less<T>(Vector512<T> a, Vector512<T> b)
        where T : unmanaged, IFloatingPointIeee754<T> => Condition<T>(Vector512.LessThan(a, b));

    /// <summary>1 where a ≤ b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> LessOrEqual<T>(Vector512<T> a, Vector512<T> b)
        where T : unmanaged, IFloatingPointIeee754<T> => Condition<T>(Vector512.LessThanOrEqual(a, b));

    /// <summary>1 where a = b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Equal<T>(Vector512<T> a, Vector512<T> b)
        where T : unmanaged, IFloatingPointIeee754<T> => Condition<T>(Vector512.Equals(a, b));

    /// <summary>1 where neither is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> And<T>(Vector512<T> a, Vector512<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>
        => Condition<T>(~(Vector512.Equals(a, Vector512<T>.Zero) | Vector512.Equals(b, Vector512<T>.Zero)));

    /// <summary>1 where not both are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Or<T>(Vector512<T> a, Vector512<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>
        => Condition<T>(~(Vector512.Equals(a, Vector512<T>.Zero) & Vector512.Equals(b, Vector512<T>.Zero)));

    /// <summary>One value where a condition is not 0, another elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Select<T>(Vector512<T> condition, Vector512<T> whenTrue, Vector512<T> whenFalse)
        where T : unmanaged, IFloatingPointIeee754<T>
        => Vector512.ConditionalSelect(Vector512.Equals(condition, Vector512<T>.Zero), whenFalse, whenTrue);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Condition<T>(Vector512<T> mask)
        where T : unmanaged, IFloatingPointIeee754<T> => mask & Vector512<T>.One;
}
