using System.Text.RegularExpressions;

namespace DslManifolds.Generator.Tests.Diagnostics;

/// <summary>Reads DIAGNOSTICS.md: the two examples of a section, wrong and right.</summary>
internal static class DiagnosticsPage
{
    /// <summary>What the page's examples have in scope.</summary>
    public const string Preamble = "using DslManifolds;\nusing TorchSharp;\n";

    public static (string Wrong, string Right) Examples(string id)
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "DIAGNOSTICS.md"));
        var section = Regex.Match(page, $@"^## {id}$.*?(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline).Value;
        var blocks = Regex.Matches(
            section, @"^(?<label>Wrong|Right):\n\n```csharp\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline);
        Assert.Equal(["Wrong", "Right"], blocks.Select(block => block.Groups["label"].Value));
        return (blocks[0].Groups["code"].Value, blocks[1].Groups["code"].Value);
    }
}
