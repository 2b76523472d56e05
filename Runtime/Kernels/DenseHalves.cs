using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DslManifolds.Kernels;

/// <summary>
/// The loops of <see cref="Dense{T}"/> where vectors of 512 bits are not hardware: each is two vectors of 256 bits, which stay in registers,
/// as pairs that the runtime emulates do not. The sums of a lane are formed in the same order.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal static class DenseHalves<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Four results of y = W x + s, the rows of W one behind another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Four(
        Weights<T> weight, Vector512<T> s0, Vector512<T> s1, Vector512<T> s2, Vector512<T> s3, Lanes<T> x, Lanes<T> y, int inputs)
    {
        var (row1, row2, row3) = (weight.From(inputs), weight.From(2 * inputs), weight.From(3 * inputs));
        var (l0, l1, l2, l3) = (s0.GetLower(), s1.GetLower(), s2.GetLower(), s3.GetLower());
        var (u0, u1, u2, u3) = (s0.GetUpper(), s1.GetUpper(), s2.GetUpper(), s3.GetUpper());
        for (var i = 0; i < inputs; i++)
        {
            ref var lower = ref Lower(ref x[i]);
            var upper = Unsafe.Add(ref lower, 1);
            var entry = weight.Half(i);
            (l0, u0) = (MultiplyAdd(entry, lower, l0), MultiplyAdd(entry, upper, u0));
            entry = row1.Half(i);
            (l1, u1) = (MultiplyAdd(entry, lower, l1), MultiplyAdd(entry, upper, u1));
            entry = row2.Half(i);
            (l2, u2) = (MultiplyAdd(entry, lower, l2), MultiplyAdd(entry, upper, u2));
            entry = row3.Half(i);
            (l3, u3) = (MultiplyAdd(entry, lower, l3), MultiplyAdd(entry, upper, u3));
        }

        Store(ref y[0], l0, u0);
        Store(ref y[1], l1, u1);
        Store(ref y[2], l2, u2);
        Store(ref y[3], l3, u3);
    }

    /// <summary>Four results of y = Wᵀ w, from the columns of W that an address begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FourColumns(Weights<T> weight, Lanes<T> w, Lanes<T> y, int rows, int columns)
    {
        var (l0, l1, l2, l3) = (Vector256<T>.Zero, Vector256<T>.Zero, Vector256<T>.Zero, Vector256<T>.Zero);
        var (u0, u1, u2, u3) = (Vector256<T>.Zero, Vector256<T>.Zero, Vector256<T>.Zero, Vector256<T>.Zero);
        for (var row = 0; row < rows; row++)
        {
            ref var lower = ref Lower(ref w[row]);
            var upper = Unsafe.Add(ref lower, 1);
            var entries = weight.From(row * columns);
            var entry = entries.Half(0);
            (l0, u0) = (MultiplyAdd(entry, lower, l0), MultiplyAdd(entry, upper, u0));
            entry = entries.Half(1);
            (l1, u1) = (MultiplyAdd(entry, lower, l1), MultiplyAdd(entry, upper, u1));
            entry = entries.Half(2);
            (l2, u2) = (MultiplyAdd(entry, lower, l2), MultiplyAdd(entry, upper, u2));
            entry = entries.Half(3);
            (l3, u3) = (MultiplyAdd(entry, lower, l3), MultiplyAdd(entry, upper, u3));
        }

        Store(ref y[0], l0, u0);
        Store(ref y[1], l1, u1);
        Store(ref y[2], l2, u2);
        Store(ref y[3], l3, u3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref Vector256<T> Lower(ref Vector512<T> vector) => ref Unsafe.As<Vector512<T>, Vector256<T>>(ref vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref Vector512<T> vector, Vector256<T> lower, Vector256<T> upper)
    {
        ref var half = ref Lower(ref vector);
        half = lower;
        Unsafe.Add(ref half, 1) = upper;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> MultiplyAdd(Vector256<T> a, Vector256<T> b, Vector256<T> c)
        => typeof(T) == typeof(float)
            ? Vector256.MultiplyAddEstimate(a.As<T, float>(), b.As<T, float>(), c.As<T, float>()).As<float, T>()
            : Vector256.MultiplyAddEstimate(a.As<T, double>(), b.As<T, double>(), c.As<T, double>()).As<double, T>();
}
