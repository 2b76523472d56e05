using DslManifolds.Geometry;

namespace DslManifolds.Samples.Data;

/// <summary>Points of the plane or of space from a file with a column for each coordinate.</summary>
internal static class CoordinateFile
{
    // Beyond, distances within the data are lost in single precision or overflow when squared.
    private const double Largest = 1e15;

    /// <summary>Reads the points of a file.</summary>
    public static PointSet Read(string path, int fewestRows, ColumnChoice? choice = null)
    {
        if (choice is { Count: not (2 or 3) })
        {
            throw new InputException(
                $"--columns {choice}: {choice.Count} columns are named; points have 2 or 3 coordinates, so name 2 or 3.");
        }
        var count = choice?.Count ?? PointFile.CountColumns(path);
        if (count is not (2 or 3))
            throw new InputException($"{path}: {count} columns; points have 2 or 3 coordinates: choose them with --columns.");
        return PointFile.Read(
            path,
            [.. Enumerable.Range(1, count).Select(i => new PointColumn($"column {i}", -Largest, Largest, ""))],
            fewestRows,
            choice);
    }
}
