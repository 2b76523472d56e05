using DslManifolds.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Tests.Diagnostics;

/// <summary>Unusual but right programs: no diagnostic of ours, and no error or warning of the compiler's.</summary>
public sealed class AcceptedTests
{
    private static readonly Dictionary<string, (string Source, string Uses)> Cases = new(AcceptedTypes.All.Concat(AcceptedCompositions.All));

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Compiles(string name)
    {
        var (source, uses) = Cases[name];
        GeneratorHarness.Run(Sources(source, uses)).AssertClean();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void CompilesWithoutNullableReferenceTypesAndImplicitUsings(string name)
    {
        var (source, uses) = Cases[name];
        var consumer = Consumer.Default with { Nullable = NullableContextOptions.Disable, ImplicitUsings = false };
        // Annotations in the user's own text have no place in such a project.
        GeneratorHarness.Run(consumer, Sources(source.Replace("?", ""), uses)).AssertGeneratedCodeIsClean();
    }

    /// <summary>With CS1591 and every other warning an error, the user's types carry comments; the generated part brings its own.</summary>
    [Theory]
    [InlineData("a manifold")]
    [InlineData("an energy")]
    [InlineData("a model")]
    [InlineData("a sphere and a Stiefel manifold")]
    [InlineData("a pushforward model")]
    [InlineData("a flow")]
    public void CompilesWithDocumentationAndWarningsAsErrors(string name)
    {
        var consumer = Consumer.Default with { Documentation = true, WarningsAsErrors = true };
        var (source, uses) = Cases[name];
        GeneratorHarness.Run(consumer, Sources(source, uses)).AssertClean();
    }

    private static string[] Sources(string source, string uses)
        => uses.Length > 0 ? [$"using DslManifolds;\nusing Net = DslManifolds.MlpAttribute;\n{source}", uses] : [$"using DslManifolds;\n{source}"];
}
