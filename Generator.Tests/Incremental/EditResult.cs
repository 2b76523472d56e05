using System.Reflection;
using DslManifolds.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DslManifolds.Generator.Tests.Incremental;

/// <summary>What an edit of one file does to what is generated for a project.</summary>
/// <param name="Before">Texts before the edit, by file.</param>
/// <param name="After">Texts after it.</param>
/// <param name="MadeAnew">
/// Names of the types' files that were written again, in order. A type's kernels have a file of their own, which is always written
/// together with it, and is not named.
/// </param>
internal sealed record EditResult(
    IReadOnlyDictionary<string, string> Before, IReadOnlyDictionary<string, string> After, IReadOnlyList<string> MadeAnew)
{
    /// <summary>What the name of a file with kernels has between the type and the ending.</summary>
    public const string Kernels = "-Kernels";

    /// <summary>Runs the generator on a project, then again after one of its files has been replaced.</summary>
    public static EditResult Of(IReadOnlyList<string> sources, int file, string text)
    {
        var consumer = Consumer.Default;
        var compilation = consumer.Compile([.. sources]);
        var driver = GeneratorHarness.Driver(consumer).RunGenerators(compilation);
        var before = GeneratorHarness.Result(driver);
        var edited = compilation.ReplaceSyntaxTree(
            compilation.SyntaxTrees[file], consumer.Parse(text, compilation.SyntaxTrees[file].FilePath));
        var after = GeneratorHarness.Result(driver.RunGenerators(edited));
        return new EditResult(GeneratorHarness.Sources(before), GeneratorHarness.Sources(after), [.. Written(after)]);
    }

    private static IEnumerable<string> Written(GeneratorRunResult run)
        => run.TrackedOutputSteps
            .SelectMany(pair => pair.Value)
            .SelectMany(step => step.Outputs)
            .Where(output => output.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified)
            .SelectMany(output => HintNames(output.Value))
            .Select(name => name.Replace(Kernels, ""))
            .Distinct()
            .Order(StringComparer.Ordinal);

    /// <summary>An output step's value is a pair of sources and diagnostics, of types that are the compiler's own.</summary>
    private static IEnumerable<string> HintNames(object output)
    {
        var sources = (System.Collections.IEnumerable)((System.Runtime.CompilerServices.ITuple)output)[0]!;
        foreach (var source in sources)
        {
            var property = source.GetType().GetProperty(
                "HintName", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
            yield return (string)property!.GetValue(source)!;
        }
    }
}
