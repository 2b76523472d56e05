using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DslManifolds.Kernels;

/// <summary>
/// Elementwise functions of vectors of float or double, without branches: what kernels compute with. A method for each elementwise
/// operation of the generator's graphs, under its name.
/// </summary>
/// <remarks>
/// Accuracy, everywhere that the exact result is a normal number: relative error at most 5e-7 for float and 1e-14 for double. Infinities
/// and NaN give what <see cref="Math"/> gives.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class VectorMath
{
    /// <summary>A number in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Number<T>(double value)
        where T : unmanaged, IFloatingPointIeee754<T>
        => typeof(T) == typeof(float)
            ? Vector512.Create((float)value).As<float, T>()
            : Vector512.Create(value).As<double, T>();

    /// <summary>a b + c, in one rounding where the hardware has it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd<T>(Vector512<T> a, Vector512<T> b, Vector512<T> c)
        where T : unmanaged, IFloatingPointIeee754<T>
        => typeof(T) == typeof(float)
            ? Vector512.MultiplyAddEstimate(a.As<T, float>(), b.As<T, float>(), c.As<T, float>()).As<float, T>()
            : Vector512.MultiplyAddEstimate(a.As<T, double>(), b.As<T, double>(), c.As<T, double>()).As<double, T>();

    /// <summary>A step of Horner's scheme: sum x + coefficient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Horner<T>(Vector512<T> sum, Vector512<T> x, double coefficient)
        where T : unmanaged, IFloatingPointIeee754<T> => MultiplyAdd(sum, x, Number<T>(coefficient));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Horner(Vector512<float> sum, Vector512<float> x, double coefficient) =>
        Vector512.MultiplyAddEstimate(sum, x, Vector512.Create((float)coefficient));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Horner(Vector512<double> sum, Vector512<double> x, double coefficient) =>
        Vector512.MultiplyAddEstimate(sum, x, Vector512.Create(coefficient));
}
