using DslManifolds.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Tests.Diagnostics;

/// <summary>A wrong program, and all the errors that it may have.</summary>
/// <param name="Source">The program, with each error of the compiler's or the analyzer's marked.</param>
/// <param name="Uses">Another source that uses the declared types in every way; no error is expected in it.</param>
public sealed record DiagnosticCase(string Source, string Uses = "")
{
    /// <summary>Where no part can be emitted, the compiler cannot know the members either: then only the analyzer's errors count.</summary>
    public bool Emittable { get; init; } = true;

    internal Consumer Consumer { get; init; } = Consumer.Default;

    /// <summary>Asserts that the errors are exactly those that are marked, and that none stands in generated code.</summary>
    public void Verify()
    {
        var source = MarkedSource.Parse($"using DslManifolds;\n{Source}");
        var run = GeneratorHarness.Run(Consumer, Uses.Length > 0 ? [source.Text, Uses] : [source.Text]);
        var reported = (Emittable ? run.CompilerErrors.Concat(run.Reports) : run.Reports)
            .Select(error => (error.Id, File: error.Location.SourceTree?.FilePath, error.Location.SourceSpan, Text: error.ToString()))
            .OrderBy(error => error.SourceSpan.Start)
            .ThenBy(error => error.Id, StringComparer.Ordinal)
            .ToList();
        var expected = source.Marks
            .Where(mark => Emittable || mark.Id.StartsWith("DSLM", StringComparison.Ordinal))
            .OrderBy(mark => mark.Span.Start)
            .ThenBy(mark => mark.Id, StringComparer.Ordinal)
            .Select(mark => (mark.Id, File: (string?)"File0.cs", mark.Span))
            .ToList();
        Assert.True(
            expected.SequenceEqual(reported.Select(error => (error.Id, error.File, error.SourceSpan))),
            $"Expected:\n{string.Join("\n", expected)}\nReported:\n{string.Join("\n", reported)}");
        run.AssertGeneratedCodeIsClean();
    }
}
