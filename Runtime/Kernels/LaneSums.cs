using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DslManifolds.Kernels;

/// <summary>What sums of exponentials need.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LaneSums
{
    /// <summary>
    /// What is taken off every exponent of log Σ eˣ and added again afterwards: the largest one, or 0 where that is infinite, since
    /// ∞ − ∞ is no number.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Shift<T>(Vector512<T> largest)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var infinite = Vector512.Equals(Vector512.Abs(largest), Vector512.Create(T.PositiveInfinity));
        return Vector512.AndNot(largest, infinite);
    }
}
