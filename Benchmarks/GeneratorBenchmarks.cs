using System.Text;
using BenchmarkDotNet.Attributes;
using DslManifolds.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DslManifolds.Benchmarks;

/// <summary>
/// The generator on a project of as many models (a third each of manifolds, energies and constrained models): cold, and warm
/// after an edit in another file, as an editor runs it after every key.
/// </summary>
public class GeneratorBenchmarks
{
    private CSharpCompilation compilation = null!;
    private CSharpCompilation[] edited = null!;
    private GeneratorDriver warm = null!;
    private int edit;

    /// <summary>Declared types in the project.</summary>
    [Params(20, 200)]
    public int Models { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        var models = CSharpSyntaxTree.ParseText(Source());
        var other = CSharpSyntaxTree.ParseText("class Unrelated { }");
        compilation = CSharpCompilation.Create(
            "Project", [models, other], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        edited = [.. Enumerable.Range(0, 8).Select(i =>
            compilation.ReplaceSyntaxTree(other, CSharpSyntaxTree.ParseText($"class Unrelated {{ int x{i}; }}")))];
        warm = Driver().RunGenerators(compilation);
    }

    [Benchmark]
    public GeneratorDriver Cold() => Driver().RunGenerators(compilation.Clone());

    [Benchmark]
    public GeneratorDriver AfterUnrelatedEdit() => warm = warm.RunGenerators(edited[edit++ % edited.Length].Clone());

    private static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(new ManifoldGenerator());

    private string Source()
    {
        var source = new StringBuilder("using DslManifolds;\nnamespace Project;\n");
        for (var i = 0; i < Models; i++)
        {
            source.Append((i % 3) switch
            {
                0 => $"[Manifold(Ambient = 3, Dimension = 2)] [Mlp(8, 8, {8 + i})] public sealed partial class Manifold{i};\n",
                1 => $"[Energy(Ambient = 3)] [Mlp(32, {8 + i})] public sealed partial class Energy{i};\n",
                _ => $"[ConstrainedModel(typeof(Manifold{i - 2}), typeof(Energy{i - 1}))] public sealed partial class Model{i};\n",
            });
        }

        return source.ToString();
    }
}
