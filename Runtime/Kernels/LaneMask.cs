using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DslManifolds.Kernels;

/// <summary>
/// Sets of lanes as bits of a number, lane 0 lowest, and as vectors whose bits are all set in the lanes of the set.
/// </summary>
internal static class LaneMask
{
    /// <summary>Every lane.</summary>
    public static ulong All<T>()
        where T : unmanaged, IFloatingPointIeee754<T> =>
        (1UL << Vector512<T>.Count) - 1;

    /// <summary>The first lanes.</summary>
    public static ulong First(int count) => (1UL << count) - 1;

    /// <summary>The lanes of a mask, as bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bits<T>(Vector512<T> mask)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        mask.ExtractMostSignificantBits();

    /// <summary>The mask of some lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Vector<T>(ulong bits)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            var lane = Vector512.Create(1u, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768);
            return Vector512.Equals(Vector512.Create((uint)bits) & lane, lane).As<uint, T>();
        }

        var wide = Vector512.Create(1UL, 2, 4, 8, 16, 32, 64, 128);
        return Vector512.Equals(Vector512.Create(bits) & wide, wide).As<ulong, T>();
    }

    /// <summary>The lanes that hold a finite number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Finite<T>(Vector512<T> x)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Vector512.Equals(x - x, Vector512<T>.Zero);
}
