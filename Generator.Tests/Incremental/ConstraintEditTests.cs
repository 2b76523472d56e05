using DslManifolds.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DslManifolds.Generator.Tests.Incremental;

/// <summary>Edits of bodies, and of what bodies call in other files.</summary>
public sealed class ConstraintEditTests
{
    private static readonly string[] Sources =
    [
        "using DslManifolds; [Manifold(Ambient = 2)] public sealed partial class Circle { [Constraint] double F(double x, double y) => Helper.Square(x) + y * y - 1; }",
        "using DslManifolds; [Manifold(Ambient = 2)] public sealed partial class Ellipse { [Constraint] double F(double x, double y) => x * x + 2 * y * y - 1; }",
        "static class Helper { public static double Square(double a) => a * a; public static double Other => 1; }",
    ];

    [Fact]
    public void EditOfABodyMakesItsTypeAloneAnew() => Assert.Equal(["Ellipse-Kernels.g.cs", "Ellipse.g.cs"], Changed(1, "2 * y", "3 * y"));

    [Fact]
    public void EditOfAHelperMakesAnewWhatCallsIt() => Assert.Equal(["Circle-Kernels.g.cs", "Circle.g.cs"], Changed(2, "a * a", "a * a * a"));

    [Fact]
    public void EditThatMeansTheSameMakesNothingAnew()
    {
        Assert.Empty(Changed(1, "2 * y", "(1 + 1) * y"));
        Assert.Empty(Changed(2, "a * a;", "/* a squared */ a * a;"));
        Assert.Empty(Changed(2, "=> 1;", "=> 2;"));
    }

    /// <summary>Files of another text than before, which must be those that the generator has written again.</summary>
    private static IEnumerable<string> Changed(int file, string before, string after)
    {
        var consumer = Consumer.Default;
        var compilation = consumer.Compile(Sources);
        var driver = GeneratorHarness.Driver(consumer).RunGenerators(compilation);
        var first = GeneratorHarness.Sources(GeneratorHarness.Result(driver));
        Assert.Contains(before, Sources[file]);
        var tree = consumer.Parse(Sources[file].Replace(before, after), compilation.SyntaxTrees[file].FilePath);
        var result = GeneratorHarness.Result(driver.RunGenerators((CSharpCompilation)compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[file], tree)));
        var second = GeneratorHarness.Sources(result);
        var written = result.TrackedOutputSteps.SelectMany(pair => pair.Value).SelectMany(step => step.Outputs)
            .Count(output => output.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified);
        var changed = second.Where(pair => first[pair.Key] != pair.Value).Select(pair => pair.Key).Order(StringComparer.Ordinal).ToList();
        // A type's two files are written together.
        Assert.Equal(changed.Select(name => name.Replace(EditResult.Kernels, "")).Distinct().Count(), written);
        return changed;
    }
}
