using System.Collections.Immutable;
using DslManifolds.Generator.CodeFixes;
using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Tests.Parsing;
using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Tests.CodeFixes;

/// <summary>Fixes that change a few characters: those, and no others, and then nothing is left to fix.</summary>
public sealed class TextChangeCodeFixTests
{
    private const string Before = "using DslManifolds;\n" + Parsed.Operands + "\n";
    private const string After = " public sealed partial class X;";

    [Theory]
    [InlineData("[Translate(typeof(Surface), 1, 2)]", "[Translate(typeof(Surface), 1, 2, 0)]")]
    [InlineData("[Translate(typeof(Surface))]", "[Translate(typeof(Surface), 0, 0, 0)]")]
    [InlineData("[Translate( /* a */ typeof(Surface) /* b */, 1 /* c */ )] /* d */", "[Translate( /* a */ typeof(Surface) /* b */, 1, 0, 0 /* c */ )] /* d */")]
    [InlineData("[Translate(typeof(Surface), [0.5])]", "[Translate(typeof(Surface), [0.5, 0, 0])]")]
    [InlineData("[Translate(typeof(Surface), [])]", "[Translate(typeof(Surface), [0, 0, 0])]")]
    [InlineData("[Translate(typeof(Surface), new double[] { 1, 2, })]", "[Translate(typeof(Surface), new double[] { 1, 2, 0, })]")]
    [InlineData("[Translate(typeof(Surface), new double[] { })]", "[Translate(typeof(Surface), new double[] { 0, 0, 0 })]")]
    [InlineData("[Translate(offset: new[] { 0.5 }, operand: typeof(Surface))]", "[Translate(offset: new[] { 0.5, 0, 0 }, operand: typeof(Surface))]")]
    public async Task AddsZeros(string before, string after)
    {
        using var harness = new CodeFixHarness(Before + before + After) { Fix = new AddZerosCodeFix() };
        await harness.FixEach();
        Assert.Equal([Before + after + After], await harness.Texts(1));
        Assert.Empty(await harness.Diagnostics());
    }

    [Theory]
    [InlineData("[Translate(typeof(Surface), 1, 2, 0, 4)]")]
    [InlineData("[Translate(typeof(Surface), null!)]")]
    [InlineData("[Translate(typeof(Surface), offset: 1)]")]
    [InlineData("[Translate(typeof(Surface), new double[2] { 1, 2 })]")]
    public async Task OffersNoZerosWhereTheyDoNotMendIt(string attribute)
    {
        using var harness = new CodeFixHarness(Before + attribute + After) { Fix = new AddZerosCodeFix() };
        var diagnostic = Assert.Single(await harness.Diagnostics());
        Assert.Equal("DSLM028", diagnostic.Id);
        Assert.Empty(await harness.Actions(diagnostic));
    }

    [Fact]
    public async Task AddsZerosEverywhereAtOnce()
    {
        using var harness = new CodeFixHarness(
            $"{Before}[Translate(typeof(Surface), 1)] partial class X;\n[Translate(typeof(X), [1, 2])] partial class Y;",
            "[DslManifolds.Translate(typeof(Plane), 1)] partial class Z;")
        {
            Fix = new AddZerosCodeFix(),
        };
        // Y uses X: its own fault shows when X has none.
        await harness.FixAll("DSLM028");
        await harness.FixAll("DSLM028");
        Assert.Equal(
            [
                $"{Before}[Translate(typeof(Surface), 1, 0, 0)] partial class X;\n[Translate(typeof(X), [1, 2, 0])] partial class Y;",
                "[DslManifolds.Translate(typeof(Plane), 1, 0)] partial class Z;",
            ],
            await harness.Texts(2));
    }

    [Theory]
    [InlineData("[ConstrainedModel(typeof(Heat), typeof(Surface))]", "[ConstrainedModel(typeof(Surface), typeof(Heat))]")]
    [InlineData("[ConstrainedModel( /* a */ typeof(Heat),\n  typeof(Surface) /* b */)]", "[ConstrainedModel( /* a */ typeof(Surface),\n  typeof(Heat) /* b */)]")]
    [InlineData("[ConstrainedModel(energy: typeof(Surface), manifold: typeof(Heat))]", "[ConstrainedModel(energy: typeof(Heat), manifold: typeof(Surface))]")]
    public async Task SwapsOperands(string before, string after)
    {
        using var harness = new CodeFixHarness(Before + before + After) { Fix = new SwapOperandsCodeFix() };
        await harness.FixEach();
        Assert.Equal([Before + after + After], await harness.Texts(1));
        Assert.Empty(await harness.Diagnostics());
    }

    [Theory]
    [InlineData("Dimension = ", "5", ")]")]
    [InlineData("Dimension = ", "1 + 1", ", Ambient = 3)]")]
    public async Task CorrectsTheDimension(string head, string stated, string tail)
    {
        var start = $"[DslManifolds.Manifold({head}";
        using var harness = new CodeFixHarness(start + stated + tail + " partial class X;") { Fix = new CorrectDimensionCodeFix() };
        await harness.Apply(Assert.Single(await harness.Actions(await Contradiction(harness, start.Length, stated.Length, "1"))));
        Assert.Equal([start + "1" + tail + " partial class X;"], await harness.Texts(1));
    }

    [Fact]
    public async Task OffersNoDimensionWhereNoneIsKnown()
    {
        using var harness = new CodeFixHarness("[DslManifolds.Manifold(Dimension = 5)] partial class X;") { Fix = new CorrectDimensionCodeFix() };
        Assert.Empty(await harness.Actions(await Contradiction(harness, "[DslManifolds.Manifold(Dimension = ".Length, 1, null)));
    }

    [Fact]
    public async Task SaysWhatItDoes()
    {
        using var zero = new CodeFixHarness($"{Before}[Translate(typeof(Surface), 1, 2)]{After}") { Fix = new AddZerosCodeFix() };
        using var zeros = new CodeFixHarness($"{Before}[Translate(typeof(Surface), 1)]{After}") { Fix = new AddZerosCodeFix() };
        using var swap = new CodeFixHarness($"{Before}[ConstrainedModel(typeof(Heat), typeof(Surface))]{After}") { Fix = new SwapOperandsCodeFix() };
        var titles = new List<string>();
        foreach (var harness in new[] { zero, zeros, swap })
            titles.Add(Assert.Single(await harness.Actions(Assert.Single(await harness.Diagnostics()))).Title);
        Assert.Equal(["Add the missing zero", "Add 2 missing zeros", "Swap manifold and energy"], titles);
    }

    /// <summary>A diagnostic as one stands at a stated dimension that contradicts the constraints.</summary>
    private static async Task<Diagnostic> Contradiction(CodeFixHarness harness, int start, int length, string? dimension)
    {
        var descriptor = new DiagnosticDescriptor("DSLM041", "title", "message", "category", DiagnosticSeverity.Error, isEnabledByDefault: true);
        var properties = ImmutableDictionary<string, string?>.Empty;
        return Diagnostic.Create(
            descriptor,
            Location.Create(await harness.Tree(), new Microsoft.CodeAnalysis.Text.TextSpan(start, length)),
            dimension is null ? properties : properties.Add(DiagnosticProperties.Dimension, dimension));
    }
}
