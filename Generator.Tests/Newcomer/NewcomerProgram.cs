using DslManifolds.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Tests.Newcomer;

/// <summary>A whole program that declares a model wrongly and uses it as if it were right.</summary>
/// <param name="Statements">What it does with the model.</param>
/// <param name="Declarations">Its types, with the one diagnostic that it may have marked.</param>
/// <param name="Wrong">The text that is wrong.</param>
/// <param name="Right">What stands there in the program that is right.</param>
public sealed record NewcomerProgram(string Statements, string Declarations, string Wrong, string Right)
{
    private const string Usings = """
        using DslManifolds;
        using DslManifolds.Checkpoints;
        using DslManifolds.Geometry;
        using DslManifolds.Kernels;
        using DslManifolds.Samplers;
        using DslManifolds.Training;
        using TorchSharp;
        """;

    private static readonly Consumer Application = Consumer.Default with { OutputKind = OutputKind.ConsoleApplication };

    /// <summary>
    /// Whether the class can be made a module with its members. One that is not partial, is generic or derives from another class
    /// cannot, so that the compiler has errors of its own at the uses: then only the analyzer's reports count.
    /// </summary>
    public bool IsModule { get; init; } = true;

    /// <summary>Statements of the program that is right, where they are others.</summary>
    public string? RightStatements { get; init; }

    /// <summary>Asserts that compiler and analyzer, remarks included, report what is marked and nothing else.</summary>
    public void AssertOneReport()
    {
        var source = MarkedSource.Parse(Text(Statements, Declarations));
        var (id, span) = Assert.Single(source.Marks);
        var run = GeneratorHarness.Run(Application, source.Text);
        var said = IsModule ? run.CompilerDiagnostics.Concat(run.Reports) : run.Reports;
        var reported = said
            .Select(report => (report.Id, report.Location.SourceTree?.FilePath, report.Location.SourceSpan))
            .ToList();
        Assert.True(
            reported.SequenceEqual([(id, "File0.cs", span)]),
            $"Expected {id} at '{source.Text.Substring(span.Start, span.Length)}'. Reported:\n{string.Join("\n", said)}");
    }

    /// <summary>Asserts that the program has no fault besides the one that it is about.</summary>
    public void AssertNoReportOnceRight()
    {
        var declarations = MarkedSource.Parse(Declarations).Text;
        Assert.Equal(2, declarations.Split(Wrong).Length);
        GeneratorHarness.Run(Application, Text(RightStatements ?? Statements, declarations.Replace(Wrong, Right))).AssertClean();
    }

    private static string Text(string statements, string declarations) => $"{Usings}\n\n{statements}\n\n{declarations}\n";
}
