using System.Numerics;
using System.Runtime.Intrinsics;

namespace DslManifolds.Kernels;

/// <summary>Rows shared out among blocks of lanes: block b holds the rows from b times the number of lanes on.</summary>
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
}
