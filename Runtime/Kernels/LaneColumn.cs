using System.Numerics;
using System.Runtime.Intrinsics;

namespace DslManifolds.Kernels;

/// <summary>The components of one lane as doubles, for the rare lane that is computed by itself.</summary>
internal static class LaneColumn
{
    /// <summary>Reads as many components as there is room for.</summary>
    public static void Read<T>(Lanes<T> source, int lane, Span<double> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var elements = source.Elements(values.Length);
        for (var i = 0; i < values.Length; i++)
            values[i] = double.CreateTruncating(elements[i * Vector512<T>.Count + lane]);
    }

    /// <summary>Writes components.</summary>
    public static void Write<T>(ReadOnlySpan<double> values, Lanes<T> destination, int lane)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var elements = destination.Elements(values.Length);
        for (var i = 0; i < values.Length; i++)
            elements[i * Vector512<T>.Count + lane] = T.CreateTruncating(values[i]);
    }
}
