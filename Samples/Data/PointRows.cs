using System.Globalization;
using DslManifolds.Geometry;

namespace DslManifolds.Samples.Data;

/// <summary>The points of a <see cref="PointFile"/>, taken up row by row.</summary>
/// <param name="path">The file, for errors.</param>
/// <param name="columns">What each row holds, in order.</param>
/// <param name="choice">Which columns of the file these are; null where the file has just these.</param>
internal sealed class PointRows(string path, IReadOnlyList<PointColumn> columns, ColumnChoice? choice)
{
    private readonly List<double> values = [];
    private int[]? positions;

    /// <summary>Rows of data so far.</summary>
    public int Count => values.Count / columns.Count;

    /// <summary>Takes up a row; of the first it finds out whether it is a header.</summary>
    public void Add(string[] fields, int line)
    {
        var where = $"{path}:{line}";
        if (positions is null && Begin(fields, where))
            return;
        if (choice is null && fields.Length != columns.Count)
        {
            throw new InputException(
                $"{where}: {fields.Length} columns, expected {columns.Count} ({PointFile.Names(columns)}); "
                + "correct or remove the row, or choose columns with --columns.");
        }
        for (var i = 0; i < columns.Count; i++)
            values.Add(Number(fields, i, where));
    }

    /// <summary>A point for each row.</summary>
    public PointSet ToPoints() => new([.. values], columns.Count);

    // Finds the columns; true where the row is a header.
    private bool Begin(string[] fields, string where)
    {
        if (choice is { ByName: true })
        {
            positions = choice.Positions(fields, where);
            return true;
        }
        positions = choice?.Positions([], where) ?? [.. Enumerable.Range(0, columns.Count)];
        var wanted = positions.Where(position => position < fields.Length).Select(position => fields[position]).ToArray();
        // A row of data with a fault is not taken for a header and so passed over: none of a header's fields is a number.
        var isHeader = wanted.Length > 0 && wanted.All(IsName);
        if (isHeader && choice is null)
            CheckOrder(fields, where);
        return isHeader;
    }

    private double Number(string[] fields, int column, string where)
    {
        var (expected, position) = (columns[column], positions![column]);
        var name = choice is null ? expected.Name : choice.Name(column);
        if (position >= fields.Length)
            throw Fault($"{fields.Length} columns, but {name} is to be read");
        var text = fields[position];
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            throw Fault($"{name} is '{Excerpt(text)}', which is not a number");
        if (!double.IsFinite(value))
            throw Fault($"{name} is '{Excerpt(text)}', which is not finite");
        if (value < expected.Least || value > expected.Most)
            throw Fault($"{name} is {value}, outside [{expected.Least:0.#####}, {expected.Most:0.#####}]{Unit(expected)}");
        return value;

        InputException Fault(FormattableString what) =>
            new($"{where}: {FormattableString.Invariant(what)}; correct or remove the row.");
    }

    // A header is not needed, but one that names the columns in another order must not pass: the data would be read as something
    // else.
    private void CheckOrder(string[] header, string where)
    {
        for (var i = 0; i < header.Length; i++)
        {
            for (var j = 0; j < columns.Count; j++)
            {
                if (j == i || !string.Equals(header[i], columns[j].Name, StringComparison.OrdinalIgnoreCase))
                    continue;
                var names = PointFile.Names(columns);
                throw new InputException(
                    $"{where}: column {i + 1} is '{header[i]}', expected the order {names}; give --columns {names}.");
            }
        }
    }

    private static bool IsName(string text) =>
        text.Length > 0 && char.IsLetter(text[0]) && !double.TryParse(text, CultureInfo.InvariantCulture, out _);

    private static string Unit(PointColumn column) => column.Unit.Length > 0 ? $" {column.Unit}" : "";

    private static string Excerpt(string text) =>
        string.Concat((text.Length > 24 ? $"{text[..24]}..." : text).Select(c => char.IsControl(c) ? ' ' : c));
}
