using System.Globalization;
using DslManifolds.Geometry;
using nietras.SeparatedValues;

namespace DslManifolds.Samples.Data;

/// <summary>
/// Reads a file of numbers: comma-separated columns, one point a line. Empty lines and lines that start with '#' are skipped, and
/// so is a first line that starts with a letter (the header). Errors name the file, the line and the remedy.
/// </summary>
internal static class PointFile
{
    /// <summary>Reads all rows.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">What each row holds, in order.</param>
    /// <param name="fewestRows">How many rows the caller needs.</param>
    /// <returns>A point for each row.</returns>
    /// <exception cref="InputException">The file is missing, unreadable, malformed, too short or out of range.</exception>
    public static PointSet Read(string path, IReadOnlyList<PointColumn> columns, int fewestRows)
    {
        if (Directory.Exists(path))
            throw new InputException($"{path}: this is a folder; give a CSV file with the columns {Names(columns)}.");
        if (!File.Exists(path))
            throw new InputException($"{path}: no such file; check the path given with --data.");
        try
        {
            return ReadRows(path, columns, fewestRows);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read ({OneLine(error.Message)}); check its permissions.", error);
        }
    }

    private static PointSet ReadRows(string path, IReadOnlyList<PointColumn> columns, int fewestRows)
    {
        var values = new List<double>();
        using var reader = Sep.New(',').Reader(options => options with
        {
            HasHeader = false,
            DisableColCountCheck = true,
            DisableQuotesParsing = true,
            Trim = SepTrim.All,
        }).FromFile(path);
        var atStart = true;
        // Quotes mean nothing here, so every row is one line. (Sep's own count is one too high for the first.)
        var number = 0;
        foreach (var row in reader)
        {
            number++;
            var line = row.Span.Trim();
            if (line.IsEmpty || line[0] == '#')
                continue;
            if (atStart && char.IsLetter(line[0]) && !double.TryParse(row[0].Span, CultureInfo.InvariantCulture, out _))
                CheckHeader(row, columns, $"{path}:{number}");
            else
                ReadRow(row, columns, $"{path}:{number}", values);
            atStart = false;
        }
        var rows = values.Count / columns.Count;
        if (rows < fewestRows)
            throw new InputException($"{path}: {rows} rows of data, at least {fewestRows} are needed; give a file with more.");
        return new PointSet([.. values], columns.Count);
    }

    private static void ReadRow(SepReader.Row row, IReadOnlyList<PointColumn> columns, string where, List<double> values)
    {
        if (row.ColCount != columns.Count)
            throw Fault($"{row.ColCount} columns, expected {columns.Count} ({Names(columns)})");
        for (var i = 0; i < columns.Count; i++)
        {
            var column = columns[i];
            var text = row[i].Span;
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                throw Fault($"{column.Name} is '{Excerpt(text)}', which is not a number");
            if (!double.IsFinite(value))
                throw Fault($"{column.Name} is '{Excerpt(text)}', which is not finite");
            if (value < column.Least || value > column.Most)
                throw Fault($"{column.Name} is {value}, outside [{column.Least}, {column.Most}] {column.Unit}");
            values.Add(value);
        }

        InputException Fault(FormattableString what) =>
            new($"{where}: {FormattableString.Invariant(what)}; correct or remove the row.");
    }

    // A header is not needed, but one that names the columns in another order must not pass: the data would be read as something
    // else.
    private static void CheckHeader(SepReader.Row row, IReadOnlyList<PointColumn> columns, string where)
    {
        for (var i = 0; i < row.ColCount; i++)
        {
            var name = row[i].ToString();
            for (var j = 0; j < columns.Count; j++)
            {
                if (j != i && string.Equals(name, columns[j].Name, StringComparison.OrdinalIgnoreCase))
                    throw new InputException(
                        $"{where}: column {i + 1} is '{name}', expected the order {Names(columns)}; reorder the columns.");
            }
        }
    }

    private static string Names(IReadOnlyList<PointColumn> columns) => string.Join(',', columns.Select(column => column.Name));

    private static string Excerpt(ReadOnlySpan<char> text) => OneLine(text.Length > 24 ? $"{text[..24]}..." : text.ToString());

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
