using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DslManifolds.Generator.Tests.Harness;

/// <summary>
/// Runs the generator as a build does, then once more after an unrelated edit. Every test goes through here, so every test
/// also checks that the generator does not fail, that nothing is made anew for the edit, and that nothing of the compilation
/// is kept.
/// </summary>
internal static class GeneratorHarness
{
    private const string UnrelatedEdit = "namespace Unrelated { internal static class Edit { internal static int Number => 1; } }";

    /// <summary>The name that Roslyn gives the step whose results are the transform's.</summary>
    private const string TransformStep = "result_ForAttributeWithMetadataName";

    public static GeneratorRun Run(params string[] sources) => Run(Consumer.Default, sources);

    public static GeneratorRun Run(Consumer consumer, params string[] sources) => Run(consumer, consumer.Compile(sources));

    public static GeneratorRun Run(Consumer consumer, CSharpCompilation compilation)
    {
        var driver = Driver(consumer).RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
        Assert.Empty(diagnostics);
        var first = Result(driver);

        var edited = compilation.Clone().AddSyntaxTrees(consumer.Parse(UnrelatedEdit, "Unrelated.cs"));
        var second = Result(driver.RunGenerators(edited));
        AssertCached(second);
        AssertEqual(first, second);
        AssertNothingKept(first);
        AssertNothingKept(second);
        return new GeneratorRun(output, Sources(first), Analyze(output));
    }

    /// <summary>A driver that keeps track of steps. The folder stands for a build's intermediate output.</summary>
    public static GeneratorDriver Driver(Consumer consumer) => CSharpGeneratorDriver.Create(
        [new ManifoldGenerator().AsSourceGenerator()],
        parseOptions: consumer.ParseOptions,
        driverOptions: new GeneratorDriverOptions(
            IncrementalGeneratorOutputKind.None,
            trackIncrementalGeneratorSteps: true,
            Path.Combine(Path.GetTempPath(), "obj", "generated")));

    /// <summary>The only generator's result; an exception of its fails the test.</summary>
    public static GeneratorRunResult Result(GeneratorDriver driver)
    {
        var result = Assert.Single(driver.GetRunResult().Results);
        Assert.Null(result.Exception);
        Assert.Empty(result.Diagnostics);
        return result;
    }

    public static IReadOnlyDictionary<string, string> Sources(GeneratorRunResult result)
        => result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    /// <summary>Steps of the generator's own, by their names, and the outputs that hang on them.</summary>
    public static IEnumerable<(string Name, IncrementalGeneratorRunStep Step)> Steps(GeneratorRunResult result)
        => result.TrackedSteps
            .Where(pair => TrackingNames.All.Contains(pair.Key))
            .Concat(result.TrackedOutputSteps)
            .SelectMany(pair => pair.Value.Select(step => (pair.Key, step)));

    private static void AssertCached(GeneratorRunResult result)
    {
        Assert.NotEmpty(result.TrackedOutputSteps);
        foreach (var (name, step) in Steps(result))
        {
            foreach (var (_, reason) in step.Outputs)
            {
                Assert.True(
                    reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged,
                    $"Step {name} is {reason} after an unrelated edit.");
            }
        }

        foreach (var (_, reason) in result.TrackedOutputSteps.SelectMany(pair => pair.Value).SelectMany(step => step.Outputs))
            Assert.Equal(IncrementalStepRunReason.Cached, reason);
    }

    private static void AssertEqual(GeneratorRunResult first, GeneratorRunResult second) => Assert.Equal(
        first.GeneratedSources.Select(source => (source.HintName, source.SourceText.ToString())),
        second.GeneratedSources.Select(source => (source.HintName, source.SourceText.ToString())));

    private static void AssertNothingKept(GeneratorRunResult result)
    {
        // Outputs of the transform are looked at too: symbols die in the first step.
        var transforms = result.TrackedSteps
            .Where(pair => pair.Key == TransformStep)
            .SelectMany(pair => pair.Value.Select(step => (Name: pair.Key, Step: step)));
        foreach (var (name, step) in Steps(result).Concat(transforms))
        {
            foreach (var (value, _) in step.Outputs)
            {
                var kept = CompilationGuard.FindKept(value);
                Assert.True(kept is null, $"Step {name} keeps {kept}");
            }
        }
    }

    private static ImmutableArray<Diagnostic> Analyze(Compilation compilation)
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            onAnalyzerException: null,
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false);
        // An analyzer that throws shows as the diagnostic AD0001, which no test expects.
        return compilation.WithAnalyzers([new ManifoldAnalyzer()], options).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
    }
}
