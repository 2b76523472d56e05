using nietras.SeparatedValues;

namespace DslManifolds.Samples.Data;

/// <summary>A file of rows of text: columns separated by commas, semicolons or tabs, whichever its first row has.</summary>
internal static class TableFile
{
    private static readonly char[] Separators = ['\t', ';', ','];

    /// <summary>The rows with the numbers of their lines; those that are empty or start with '#' are left out.</summary>
    /// <exception cref="InputException">The file is missing or cannot be read, or a quoted field does not end on its line.</exception>
    public static IEnumerable<(string[] Fields, int Line)> Read(string path)
    {
        var lines = ReadLines(path);
        // What a comment holds must not be taken for a quote; its line stays, so that lines keep their numbers.
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].AsSpan().TrimStart().StartsWith("#"))
                lines[i] = "";
        }
        var first = Array.Find(lines, line => !string.IsNullOrWhiteSpace(line)) ?? "";
        var separator = Array.Find(Separators, first.Contains);
        return Split(path, string.Join('\n', lines), separator == default ? ',' : separator);
    }

    private static IEnumerable<(string[] Fields, int Line)> Split(string path, string text, char separator)
    {
        using var reader = Sep.New(separator).Reader(options => options with
        {
            HasHeader = false,
            DisableColCountCheck = true,
            Unescape = true,
            Trim = SepTrim.All,
        }).FromText(text);
        // Every row is one line.
        var number = 0;
        foreach (var row in reader)
        {
            number++;
            if (row.Span.Contains('\n'))
                throw new InputException($"{path}:{number}: a quoted field does not end on its line; close or remove the quote.");
            if (!row.Span.IsWhiteSpace())
                yield return (row[..].ToStringsArray(), number);
        }
    }

    private static string[] ReadLines(string path)
    {
        if (Directory.Exists(path))
            throw new InputException($"{path}: this is a folder; give a CSV file with --data.");
        if (!File.Exists(path))
            throw new InputException($"{path}: no such file; check the path given with --data.");
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read ({error.Message.ReplaceLineEndings(" ")}); check its permissions.", error);
        }
    }
}
