using System.Text.RegularExpressions;

namespace DslManifolds.Samples.Reports;

/// <summary>Writes C# with classes for comments, texts, keywords, attributes and numbers, which the page's style gives colours.</summary>
internal static partial class SourceColors
{
    /// <summary>Writes a <c>pre</c> element.</summary>
    public static void Write(HtmlWriter html, string source)
    {
        using var pre = html.Element("pre");
        using var code = html.Element("code");
        var end = 0;
        foreach (Match match in Token().Matches(source))
        {
            html.Text(source[end..match.Index]);
            html.Element("span", match.Value, ("class", match.Groups.Values.Skip(1).First(group => group.Success).Name));
            end = match.Index + match.Length;
        }
        html.Text(source[end..]);
    }

    [GeneratedRegex(
        """
        (?<comment>//[^\n]*)
        | (?<text>"(?:\\.|[^"\\\n])*")
        | (?<attribute>(?<=^\s*(?:\[[^\n]*\]\s*)?\[)\w+)
        | (?<keyword>\b(?:public|internal|private|protected|sealed|partial|abstract|override|static|readonly|const|class|record|
            namespace|using|var|new|return|typeof|double|int|long|string|bool|void|for|foreach|in|if|else|this|get|set|true|false)\b)
        | (?<number>\b\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?\b)
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Token();
}
