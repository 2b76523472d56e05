using System.Numerics;
using System.Runtime.Intrinsics;

namespace DslManifolds.Kernels;

/// <summary>
/// Samples in rows, row-major, and in lanes: block b holds the rows from b times the number of lanes on, one in each lane. Lanes beyond
/// the last row repeat it.
/// </summary>
internal static class LaneRows
{
    /// <summary>Number of blocks that hold some rows.</summary>
    public static int Blocks<T>(int rows)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        (int)(((long)rows + Vector512<T>.Count - 1) / Vector512<T>.Count);

    /// <summary>Number of rows of a block.</summary>
    public static int Count<T>(int rows, int block)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Math.Min(Vector512<T>.Count, rows - block * Vector512<T>.Count);

    /// <summary>Reads a block.</summary>
    /// <param name="rows">All rows.</param>
    /// <param name="lanes">Filled, a vector for each column.</param>
    /// <param name="block">Number of the block.</param>
    /// <param name="columns">Numbers of a row.</param>
    public static void Load<T>(ReadOnlySpan<T> rows, Lanes<T> lanes, int block, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var count = Count<T>(rows.Length / columns, block);
        var elements = lanes.Elements(columns);
        for (var lane = 0; lane < Vector512<T>.Count; lane++)
        {
            var row = rows.Slice((block * Vector512<T>.Count + Math.Min(lane, count - 1)) * columns, columns);
            for (var column = 0; column < row.Length; column++)
                elements[column * Vector512<T>.Count + lane] = row[column];
        }
    }

    /// <summary>Writes a block.</summary>
    /// <inheritdoc cref="Load" path="/param"/>
    public static void Store<T>(Lanes<T> lanes, Span<T> rows, int block, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var count = Count<T>(rows.Length / columns, block);
        var elements = lanes.Elements(columns);
        for (var lane = 0; lane < count; lane++)
        {
            var row = rows.Slice((block * Vector512<T>.Count + lane) * columns, columns);
            for (var column = 0; column < row.Length; column++)
                row[column] = elements[column * Vector512<T>.Count + lane];
        }
    }
}
