using DslManifolds.Generator.CodeFixes;
using DslManifolds.Generator.Tests.Parsing;

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
    [InlineData("[PushforwardModel(typeof(D), typeof(G), typeof(Cold))]", "[PushforwardModel(typeof(G), typeof(D), typeof(Cold))]")]
    [InlineData(
        "[PushforwardModel(latentEnergy: typeof(Cold), decoder: typeof(G), encoder: typeof(D))]",
        "[PushforwardModel(latentEnergy: typeof(Cold), decoder: typeof(D), encoder: typeof(G))]")]
    public async Task SwapsOperands(string before, string after)
    {
        using var harness = new CodeFixHarness(Before + before + After) { Fix = new SwapOperandsCodeFix() };
        await harness.FixEach();
        Assert.Equal([Before + after + After], await harness.Texts(1));
        Assert.Empty(await harness.Diagnostics());
    }

    [Theory]
    [InlineData("[Manifold(Ambient = 3, Dimension = 1)]", "[Manifold(Ambient = 3, Dimension = 2)]")]
    [InlineData("[Manifold(Dimension = /* a */ 1 - 1 /* b */, Ambient = 3)]", "[Manifold(Dimension = /* a */ 2 /* b */, Ambient = 3)]")]
    public async Task CorrectsTheDimension(string before, string after)
    {
        const string body = " sealed partial class X { [Constraint] double F(double x, double y, double z) => x * x + y * y + z * z - 1; }";
        using var harness = new CodeFixHarness(Before + before + body) { Fix = new CorrectDimensionCodeFix() };
        await harness.FixEach();
        Assert.Equal([Before + after + body], await harness.Texts(1));
        Assert.Empty(await harness.Diagnostics());
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
        Assert.Equal(["Add the missing zero", "Add 2 missing zeros", "Swap typeof(Heat) and typeof(Surface)"], titles);
    }
}
