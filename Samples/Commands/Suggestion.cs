namespace DslManifolds.Samples.Commands;

/// <summary>Finds what a mistyped name was meant to be.</summary>
internal static class Suggestion
{
    /// <summary>The end of an error message: the nearest name where one is near, all names where none is.</summary>
    public static string For(string typed, IEnumerable<string> names)
    {
        var nearest = names.MinBy(name => Distance(typed, name));
        return nearest is not null && Distance(typed, nearest) <= Math.Max(2, nearest.Length / 3)
            ? $"did you mean '{nearest}'?"
            : $"choose one of {string.Join(", ", names)}.";
    }

    /// <summary>
    /// Number of insertions, deletions and replacements that turn one name into the other (Levenshtein), case aside.
    /// </summary>
    public static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = previous[j - 1] + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                current[j] = Math.Min(replaced, 1 + Math.Min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.Length];
    }
}
