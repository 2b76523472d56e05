using DslManifolds.Generator.Tests.Harness;

namespace DslManifolds.Generator.Tests.CodeFixes;

/// <summary>The fix adds partial where it is missing and changes nothing else.</summary>
public sealed class MakePartialCodeFixTests
{
    private const string Usings = "using DslManifolds;\n";
    private const string Attributes = "[Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)]";

    [Theory]
    [InlineData($"{Attributes} public sealed class Earth;", $"{Attributes} public sealed partial class Earth;")]
    [InlineData($"{Attributes} class Earth {{ }}", $"{Attributes} partial class Earth {{ }}")]
    [InlineData("[Energy(Ambient = 3), Mlp(8)]\n// Before.\nclass Flood // After.\n{\n}", "[Energy(Ambient = 3), Mlp(8)]\n// Before.\npartial class Flood // After.\n{\n}")]
    [InlineData(
        $"/// <summary>Documented.</summary>\n{Attributes}\n/* one */ public /* two */ class /* three */ Earth;",
        $"/// <summary>Documented.</summary>\n{Attributes}\n/* one */ public /* two */ partial class /* three */ Earth;")]
    [InlineData(
        $"// Far.\nstruct Far {{ public partial class Between {{ interface Near {{ {Attributes} sealed class Earth; }} }} }}",
        $"// Far.\npartial struct Far {{ public partial class Between {{ partial interface Near {{ {Attributes} sealed partial class Earth; }} }} }}")]
    [InlineData(
        $"public record Outer(int Number) {{ {Attributes} public sealed partial class Earth; }}",
        $"public partial record Outer(int Number) {{ {Attributes} public sealed partial class Earth; }}")]
    [InlineData(
        $"readonly record struct Outer(int Number) {{ {Attributes} public sealed partial class Earth; }}",
        $"readonly partial record struct Outer(int Number) {{ {Attributes} public sealed partial class Earth; }}")]
    [InlineData($"{Attributes} class Earth; class Earth {{ }}", $"{Attributes} partial class Earth; partial class Earth {{ }}")]
    [InlineData($"class @class {{ {Attributes} class @event; }}", $"partial class @class {{ {Attributes} partial class @event; }}")]
    public async Task AddsTheModifier(string before, string after)
    {
        using var harness = new CodeFixHarness(Usings + before);
        await harness.FixEach();
        Assert.Equal([Usings + after], await harness.Texts(1));
        GeneratorHarness.Run(Usings + after).AssertClean();
    }

    [Fact]
    public async Task FixesAllTypesAtOnce()
    {
        string[] before =
        [
            $"{Usings}{Attributes} class A;\nclass Outer {{ {Attributes} class B; }}\n{Attributes} partial class C;",
            $"{Usings}[Energy(Ambient = 3), Mlp(8)] public class E;",
        ];
        string[] types =
        [
            $"{Usings}{Attributes} partial class A;\nclass Outer {{ {Attributes} partial class B; }}\n{Attributes} partial class C;",
            $"{Usings}[Energy(Ambient = 3), Mlp(8)] public partial class E;",
        ];
        using var harness = new CodeFixHarness(before);
        await harness.FixAll("DSLM001");
        Assert.Equal(types, await harness.Texts(2));
        await harness.FixAll("DSLM002");
        Assert.Equal([types[0].Replace("class Outer", "partial class Outer"), types[1]], await harness.Texts(2));
        Assert.Empty(await harness.Diagnostics());
    }

    [Fact]
    public async Task FixesPartsInOtherFiles()
    {
        using var harness = new CodeFixHarness($"{Usings}{Attributes} partial class Earth;", "class Earth { }");
        await harness.FixEach();
        Assert.Equal([$"{Usings}{Attributes} partial class Earth;", "partial class Earth { }"], await harness.Texts(2));
    }

    [Fact]
    public async Task SaysWhatItDoes()
    {
        using var harness = new CodeFixHarness($"{Usings}{Attributes} class Earth;");
        var action = Assert.Single(await harness.Actions(Assert.Single(await harness.Diagnostics())));
        Assert.Equal("Make 'Earth' partial", action.Title);
    }

    [Fact]
    public async Task OffersNothingForOtherDiagnostics()
    {
        using var harness = new CodeFixHarness($"{Usings}[Manifold(Ambient = 3, Dimension = 3)] [Mlp(8)] partial class Earth;");
        Assert.DoesNotContain(await harness.Diagnostics(), diagnostic => harness.Fix.FixableDiagnosticIds.Contains(diagnostic.Id));
    }
}
