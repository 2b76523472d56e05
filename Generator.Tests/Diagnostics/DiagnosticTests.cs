using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;
using DslManifolds.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Tests.Diagnostics;

/// <summary>Every wrong declaration has its error, at its place, and no other error comes of it.</summary>
public sealed class DiagnosticTests
{
    private static readonly Dictionary<string, DiagnosticCase> Cases =
        TypeCases.All.Concat(DimensionCases.All).Concat(CompositionCases.All).Concat(CompositeCases.All).Concat(ShapeCases.All).Concat(LatentCases.All).Concat(CouplingFlowCases.All).Concat(ExpressionCases.All).Concat(OutputCases.All).ToDictionary();

    private static readonly ImmutableArray<DiagnosticDescriptor> Descriptors = new ManifoldAnalyzer().SupportedDiagnostics;

    public static TheoryData<string> Names => [.. Cases.Keys];

    public static TheoryData<string> Ids => [.. Descriptors.Select(descriptor => descriptor.Id)];

    /// <summary>Ids whose examples are programs: that of DSLM023 is a project file.</summary>
    public static TheoryData<string> IdsOfPrograms => [.. Descriptors.Select(descriptor => descriptor.Id).Where(id => id != "DSLM023")];

    [Theory]
    [MemberData(nameof(Names))]
    public void IsReported(string name) => Cases[name].Verify();

    [Fact]
    public void IdsAscendAndEachStandsOnce()
    {
        var ids = Descriptors.Select(descriptor => descriptor.Id).ToList();
        Assert.All(ids, id => Assert.Matches(@"^DSLM\d{3}$", id));
        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void EveryDescriptorIsSupported() => Assert.Equal(
        typeof(DiagnosticDescriptors).GetFields(BindingFlags.Static | BindingFlags.Public).Length, Descriptors.Length);

    [Theory]
    [MemberData(nameof(Ids))]
    public void HasACase(string id) => Assert.Contains(Cases.Values, test => test.Source.Contains($"{{|{id}:"));

    [Theory]
    [MemberData(nameof(Ids))]
    public void HasAReleaseRow(string id)
    {
        var descriptor = Descriptors.Single(descriptor => descriptor.Id == id);
        var rows = new[] { "Shipped", "Unshipped" }
            .SelectMany(name => File.ReadAllLines(Path.Combine(Repository.Root, "Generator", "Diagnostics", $"AnalyzerReleases.{name}.md")));
        Assert.Contains($"{id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {descriptor.Title}", rows);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void HasASection(string id)
    {
        var descriptor = Descriptors.Single(descriptor => descriptor.Id == id);
        var page = File.ReadAllText(Path.Combine(Repository.Root, "DIAGNOSTICS.md"));
        var section = Regex.Match(page, $@"^## {id}\n\n(?<text>.*?)(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline);
        Assert.True(section.Success, $"DIAGNOSTICS.md has no section {id}.");
        var text = section.Groups["text"].Value;
        Assert.StartsWith($"**{descriptor.Title}.**", text);
        Assert.EndsWith($"DIAGNOSTICS.md#{id.ToLowerInvariant()}", descriptor.HelpLinkUri);
    }

    [Theory]
    [MemberData(nameof(IdsOfPrograms))]
    public void ExamplesOfTheSectionAreRight(string id)
    {
        var (wrong, right) = DiagnosticsPage.Examples(id);
        var run = Harness.GeneratorHarness.Run(DiagnosticsPage.Preamble + wrong);
        Assert.Equal([id], run.Reports.Select(report => report.Id).Distinct());
        Harness.GeneratorHarness.Run(DiagnosticsPage.Preamble + right).AssertClean();
    }
}
