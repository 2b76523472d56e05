using System.Globalization;

namespace DslManifolds.Samples.Data;

/// <summary>Columns of a file, by their names in its header or by their numbers from 1, in the order in which they are read.</summary>
internal sealed class ColumnChoice
{
    private readonly string[] words;
    private readonly int[]? numbers;

    private ColumnChoice(string[] words, int[]? numbers) => (this.words, this.numbers) = (words, numbers);

    /// <summary>How many columns are chosen.</summary>
    public int Count => words.Length;

    /// <summary>Whether they are chosen by name, so that the file needs a header.</summary>
    public bool ByName => numbers is null;

    /// <summary>Reads what was typed: names or numbers with commas between them.</summary>
    /// <exception cref="InputException">A name is empty, a number is 0, or a column is chosen twice.</exception>
    public static ColumnChoice Parse(string text)
    {
        var words = text.Split(',', StringSplitOptions.TrimEntries);
        if (words.Contains(""))
            throw new InputException($"--columns {text}: a column is empty; give names or numbers such as lat,long or 1,2.");
        var numbers = words
            .Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null)
            .ToArray();
        if (words.Distinct(StringComparer.OrdinalIgnoreCase).Count() < words.Length)
            throw new InputException($"--columns {text}: a column is named twice; name each once.");
        if (numbers.Contains(0))
            throw new InputException($"--columns {text}: columns are counted from 1.");
        return new ColumnChoice(words, numbers.Contains(null) ? null : [.. numbers.Select(number => number!.Value)]);
    }

    /// <summary>Positions of the columns, from 0.</summary>
    /// <param name="header">Names of the file's columns; empty where it has no header.</param>
    /// <param name="where">Where the header is, for errors.</param>
    /// <exception cref="InputException">There is no such column.</exception>
    public int[] Positions(IReadOnlyList<string> header, string where)
    {
        if (numbers is not null)
            return Array.ConvertAll(numbers, number => number - 1);
        return Array.ConvertAll(words, word =>
        {
            var found = Enumerable.Range(0, header.Count)
                .Where(i => string.Equals(header[i], word, StringComparison.OrdinalIgnoreCase)).ToArray();
            return found.Length switch
            {
                1 => found[0],
                0 => throw new InputException(
                    $"{where}: no column '{word}' in the header {string.Join(',', header)}; choose with --columns from these, or by number."),
                _ => throw new InputException(
                    $"{where}: {found.Length} columns are called '{word}'; choose with --columns by number."),
            };
        });
    }

    /// <summary>What to call a column in errors.</summary>
    public string Name(int column) => ByName ? words[column] : $"column {words[column]}";

    /// <inheritdoc/>
    public override string ToString() => string.Join(',', words);
}
