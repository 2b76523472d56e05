using System.Reflection;
using DslManifolds.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Tests.Incremental;

/// <summary>What an edit makes anew, and what not.</summary>
public sealed class IncrementalTests
{
    private const string Using = "using DslManifolds;\n";
    private const string Earth = Using + "[Manifold(Ambient = 3, Dimension = 2)] [Mlp(8)] public sealed partial class Earth { }";
    private const string Torus = Using + "[Manifold(Ambient = 3, Dimension = 2)] [Mlp(4)] public sealed partial class Torus { }";
    private const string Flood = Using + "[Energy(Ambient = 3)] [Mlp(8)] public sealed partial class Flood { }";
    private const string Floods = Using + "[ConstrainedModel(typeof(Earth), typeof(Flood))] public sealed partial class Floods { }";

    private static readonly string[] Sources = [Earth, Torus, Flood, Floods];

    [Fact]
    public void EveryNamedStepRuns()
    {
        var result = GeneratorHarness.Result(GeneratorHarness.Driver(Consumer.Default).RunGenerators(Consumer.Default.Compile(Sources)));
        Assert.All(TrackingNames.All, name => Assert.Contains(name, result.TrackedSteps.Keys));
        var constants = typeof(TrackingNames).GetFields(BindingFlags.Static | BindingFlags.Public).Where(field => field.IsLiteral);
        Assert.Equal(constants.Select(field => (string)field.GetRawConstantValue()!).Order(), TrackingNames.All.Order());
    }

    [Theory]
    [InlineData(0, Earth + " // A comment.")]
    [InlineData(0, "// A line above.\n\n" + Earth)]
    [InlineData(3, "internal static class Unrelated;\n", true)]
    [InlineData(1, "public class Unrelated { public double Value => 2; }\n", true)]
    public void EditThatChangesNoDeclarationMakesNothingAnew(int file, string text, bool append = false)
        => Assert.Empty(Edit(file, append ? Sources[file] + text : text).MadeAnew);

    [Fact]
    public void EditOfAManifoldMakesItAnewAndNotTheModelThatUsesIt()
        // The model's code holds nothing but its operand's name and dimensions.
        => Assert.Equal(["Earth.g.cs"], Edit(0, Earth.Replace("Mlp(8)", "Mlp(16)")).MadeAnew);

    [Fact]
    public void EditOfADimensionMakesTheModelAnewThatUsesIt()
        => Assert.Equal(["Earth.g.cs", "Floods.g.cs"], Edit(0, Earth.Replace("Dimension = 2", "Dimension = 1")).MadeAnew);

    [Fact]
    public void EditThatBreaksAnOperandMakesTheModelAnew()
        => Assert.Equal(["Earth.g.cs", "Floods.g.cs"], Edit(0, Earth.Replace("Mlp(8)", "Mlp(0)")).MadeAnew);

    [Fact]
    public void EditOfATypeThatNoOtherUsesMakesItAloneAnew()
        => Assert.Equal(["Torus.g.cs"], Edit(1, Torus.Replace("Mlp(4)", "Mlp(5)")).MadeAnew);

    [Theory]
    [InlineData("Mlp(8)", "Mlp(16)", "Earth.g.cs")]
    [InlineData("Dimension = 2", "Dimension = 1", "Both.g.cs", "Earth.g.cs", "Far.g.cs", "Floods.g.cs")]
    [InlineData("Mlp(8)", "Mlp(0)", "Both.g.cs", "Earth.g.cs", "Far.g.cs", "Floods.g.cs")]
    public void EditOfAnOperandMakesThoseCompositesAnewThatItTellsOn(string before, string after, params string[] expected)
    {
        string[] composites =
        [
            .. Sources,
            Using + "[Translate(typeof(Earth), 1, 0, 0)] public sealed partial class Far { }",
            Using + "[Union(typeof(Far), typeof(Torus))] public sealed partial class Both { }",
            Using + "[Scale(typeof(Torus), 2)] public sealed partial class Large { }",
        ];
        Assert.Equal(expected, EditResult.Of(composites, 0, Earth.Replace(before, after)).MadeAnew);
    }

    [Fact]
    public void NewNameThatDiffersInCaseOnlyMovesTheOther()
        => Assert.Equal(["Torus.0.g.cs", "torus.1.g.cs"], Edit(2, Flood + Flood[Using.Length..].Replace("Flood", "torus")).MadeAnew);

    [Fact]
    public void RemovedTypeTakesItsFileAlong()
    {
        var edit = Edit(1, "");
        Assert.Equal(edit.Before.Keys.Where(name => name is not ("Torus.g.cs" or "Torus-Kernels.g.cs")).Order(), edit.After.Keys.Order());
    }

    private static EditResult Edit(int file, string text) => EditResult.Of(Sources, file, text);
}
