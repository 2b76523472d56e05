using System.Numerics;

namespace DslManifolds.Kernels;

/// <summary>Carries samples between tensors, a row each, and lanes, one sample in each.</summary>
internal static class LaneTransfer
{
    /// <summary>Writes as many rows as there are lanes, or as there are rows left; the last one fills the lanes that remain.</summary>
    /// <param name="rows">Numbers, row by row.</param>
    /// <param name="columns">Components of a row.</param>
    /// <param name="firstRow">The row that goes into lane 0.</param>
    /// <param name="count">Rows to write, at least 1; at most <see cref="Lanes{T}.Count"/> are.</param>
    /// <param name="lanes">Room for a vector for each component.</param>
    public static void Load<T>(ReadOnlySpan<T> rows, int columns, int firstRow, int count, Lanes<T> lanes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var source = rows[(firstRow * columns)..];
        var last = Math.Min(count, Lanes<T>.Count) - 1;
        var elements = lanes.Elements(columns);
        for (var lane = 0; lane < Lanes<T>.Count; lane++)
        {
            var row = source.Slice(Math.Min(lane, last) * columns, columns);
            for (var component = 0; component < row.Length; component++)
                elements[(component * Lanes<T>.Count) + lane] = row[component];
        }
    }

    /// <summary>Reads rows back from lanes.</summary>
    /// <param name="lanes">A vector for each component.</param>
    /// <param name="columns">Components of a row.</param>
    /// <param name="firstRow">The row that lane 0 goes to.</param>
    /// <param name="count">Rows to read; at most <see cref="Lanes{T}.Count"/> are.</param>
    /// <param name="rows">Numbers, row by row.</param>
    public static void Store<T>(Lanes<T> lanes, int columns, int firstRow, int count, Span<T> rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var elements = lanes.Elements(columns);
        for (var lane = 0; lane < Math.Min(count, Lanes<T>.Count); lane++)
        {
            var row = rows.Slice((firstRow + lane) * columns, columns);
            for (var component = 0; component < row.Length; component++)
                row[component] = elements[(component * Lanes<T>.Count) + lane];
        }
    }
}
