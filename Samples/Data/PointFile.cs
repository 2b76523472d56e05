using DslManifolds.Geometry;

namespace DslManifolds.Samples.Data;

/// <summary>
/// Reads a file of numbers: one point a line, columns separated by commas, semicolons or tabs, quoted or not. Empty lines and
/// lines that start with '#' are skipped, and so is a first line of names (the header). Errors name the file, the line and the
/// remedy.
/// </summary>
internal static class PointFile
{
    /// <summary>Reads all rows.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">What each row holds, in order.</param>
    /// <param name="fewestRows">How many rows the caller needs.</param>
    /// <param name="choice">Which columns of the file these are; null where the file has just these.</param>
    /// <returns>A point for each row.</returns>
    /// <exception cref="InputException">The file is missing, unreadable, malformed, too short or out of range.</exception>
    public static PointSet Read(
        string path, IReadOnlyList<PointColumn> columns, int fewestRows, ColumnChoice? choice = null)
    {
        if (choice is not null && choice.Count != columns.Count)
        {
            throw new InputException(
                $"--columns {choice}: {choice.Count} columns are named, but {columns.Count} are needed ({Names(columns)}).");
        }
        var rows = new PointRows(path, columns, choice);
        foreach (var (fields, line) in TableFile.Read(path))
            rows.Add(fields, line);
        if (rows.Count < fewestRows)
            throw new InputException($"{path}: {rows.Count} rows of data, at least {fewestRows} are needed; give a file with more.");
        return rows.ToPoints();
    }

    /// <summary>Number of columns of the first row, be it a header or not; 0 where there is none.</summary>
    /// <exception cref="InputException">The file is missing or unreadable.</exception>
    public static int CountColumns(string path) => TableFile.Read(path).Select(row => row.Fields.Length).FirstOrDefault();

    /// <summary>The names of columns, as in a header.</summary>
    public static string Names(IReadOnlyList<PointColumn> columns) => string.Join(',', columns.Select(column => column.Name));
}
