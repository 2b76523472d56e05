using System.Numerics;
using System.Runtime.CompilerServices;
using DslManifolds.Kernels;

namespace DslManifolds.Training.Fused;

/// <summary>
/// Rows of a batch as lanes: as many rows as there are lanes fill one vector for each column. The lanes left over at the end hold one of the
/// rows once more, so that what is computed in them is finite where it is in the others.
/// </summary>
internal static class BatchLanes
{
    /// <summary>Vectors of samples that hold some rows.</summary>
    public static int VectorsFor<T>(int rows)
        where T : unmanaged, IFloatingPointIeee754<T>
        => (rows + Lanes<T>.Count - 1) / Lanes<T>.Count;

    /// <summary>Copies chosen rows into lanes; those left over hold the first one once more.</summary>
    /// <param name="rows">Rows to choose from.</param>
    /// <param name="chosen">Numbers of the rows, at least one.</param>
    /// <param name="columns">Numbers of a row.</param>
    /// <param name="lanes">Where to.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather<T>(ReadOnlySpan<T> rows, ReadOnlySpan<int> chosen, int columns, Lanes<T> lanes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var count = Lanes<T>.Count;
        var vectors = VectorsFor<T>(chosen.Length);
        for (var vector = 0; vector < vectors; vector++)
        {
            var block = lanes.From(vector * columns).Elements(columns);
            for (var lane = 0; lane < count; lane++)
            {
                var place = vector * count + lane;
                var row = rows.Slice(chosen[place < chosen.Length ? place : 0] * columns, columns);
                for (var column = 0; column < row.Length; column++)
                    block[column * count + lane] = row[column];
            }
        }
    }

    /// <summary>Copies rows into lanes; those left over hold the last row once more.</summary>
    /// <param name="rows">The rows, at least one.</param>
    /// <param name="columns">Numbers of a row.</param>
    /// <param name="lanes">Where to.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy<T>(ReadOnlySpan<T> rows, int columns, Lanes<T> lanes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var count = rows.Length / columns;
        for (var first = 0; first < count; first += Lanes<T>.Count)
            LaneTransfer.Load(rows, columns, first, count - first, lanes.From(first / Lanes<T>.Count * columns));
    }

    /// <summary>Gives the lanes of some rows a weight, and those left over none.</summary>
    public static void SetWeights<T>(int rows, double weight, Lanes<T> lanes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var all = lanes.Elements(VectorsFor<T>(rows));
        all[..rows].Fill(T.CreateTruncating(weight));
        all[rows..].Clear();
    }

    /// <summary>Gives the lanes of some rows a weight each, and those left over none.</summary>
    public static void SetWeights<T>(ReadOnlySpan<double> weights, Lanes<T> lanes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var all = lanes.Elements(VectorsFor<T>(weights.Length));
        for (var row = 0; row < weights.Length; row++)
            all[row] = T.CreateTruncating(weights[row]);
        all[weights.Length..].Clear();
    }
}
