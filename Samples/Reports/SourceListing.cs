namespace DslManifolds.Samples.Reports;

/// <summary>
/// Source files of the experiments, which the assembly carries, and the declarations in them: classes with attributes, as a person
/// wrote them.
/// </summary>
internal static class SourceListing
{
    private const string Prefix = "source/";

    /// <summary>The text of a source file of the experiments; null where there is none of this name.</summary>
    public static string? Read(string name)
    {
        using var stream = typeof(SourceListing).Assembly.GetManifestResourceStream(Prefix + name);
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>
    /// The partial classes with attributes in a source file, with their comments. It takes the layout of <c>dotnet format</c> for
    /// granted: what is declared at the top begins in the first column, and ends there with a brace or in a semicolon.
    /// </summary>
    public static string Declarations(string source)
    {
        var (found, lines) = (new List<string>(), new List<string>());
        foreach (var line in source.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            if (lines.Count == 0 && line.Length == 0)
                continue;
            lines.Add(line);
            var isEnd = line == "}" || (line.EndsWith(';') && line[0] is not (' ' or '/'));
            if (!isEnd)
                continue;
            if (lines.Exists(line => line.StartsWith('[')) && lines.Exists(IsPartialClass))
                found.Add(string.Join('\n', lines));
            lines.Clear();
        }
        return string.Join("\n\n", found);
    }

    private static bool IsPartialClass(string line) =>
        line[0] is not (' ' or '/') && line.Contains(" partial class ", StringComparison.Ordinal);
}
