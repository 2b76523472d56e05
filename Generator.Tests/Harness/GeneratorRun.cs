using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Tests.Harness;

/// <summary>What came of a run.</summary>
/// <param name="Compilation">The sources together with what was generated.</param>
/// <param name="Sources">Generated texts by the names of their files.</param>
/// <param name="Reports">The analyzer's diagnostics, on the compilation with what was generated.</param>
internal sealed record GeneratorRun(
    Compilation Compilation, IReadOnlyDictionary<string, string> Sources, ImmutableArray<Diagnostic> Reports)
{
    /// <summary>The compiler's diagnostics of severity warning and error, suppressed ones left out.</summary>
    public ImmutableArray<Diagnostic> CompilerDiagnostics => field.IsDefault ? field = WorthSaying(Compilation.GetDiagnostics()) : field;

    public IEnumerable<Diagnostic> CompilerErrors => CompilerDiagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>Asserts that neither the compiler nor the analyzer has anything to say, and that an assembly comes of it.</summary>
    public GeneratorRun AssertClean()
    {
        AssertNone(Reports);
        using var stream = new MemoryStream();
        AssertNone(WorthSaying(Compilation.Emit(stream).Diagnostics));
        return this;
    }

    /// <summary>Asserts that nobody is told about code that they have not written.</summary>
    public GeneratorRun AssertGeneratedCodeIsClean()
    {
        AssertNone(CompilerDiagnostics.Where(diagnostic => diagnostic.Location.SourceTree is { } tree
            && tree.FilePath.Contains(typeof(ManifoldGenerator).FullName!)));
        return this;
    }

    /// <summary>The compiled assembly, for others to refer to.</summary>
    public MetadataReference ToReference()
    {
        AssertClean();
        using var stream = new MemoryStream();
        Compilation.Emit(stream);
        return MetadataReference.CreateFromImage(stream.ToArray());
    }

    private static ImmutableArray<Diagnostic> WorthSaying(ImmutableArray<Diagnostic> diagnostics)
        => [.. diagnostics.Where(diagnostic => !diagnostic.IsSuppressed && diagnostic.Severity >= DiagnosticSeverity.Warning)];

    private static void AssertNone(IEnumerable<Diagnostic> diagnostics)
    {
        var texts = diagnostics.Select(diagnostic => diagnostic.ToString()).ToList();
        Assert.True(texts.Count == 0, string.Join("\n", texts));
    }
}
