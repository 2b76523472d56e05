using BenchmarkDotNet.Attributes;
using DslManifolds.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DslManifolds.Benchmarks;

/// <summary>
/// The generator on a project of as many models: cold, and warm after an edit in another file, as an editor runs it after
/// every key.
/// </summary>
public class GeneratorBenchmarks
{
    private CSharpCompilation compilation = null!;
    private CSharpCompilation[] edited = null!;
    private GeneratorDriver warm = null!;
    private int edit;

    /// <summary>What the models are made of.</summary>
    [Params(ProjectContent.Layers, ProjectContent.Constraints, ProjectContent.Everything)]
    public ProjectContent Content { get; set; }

    /// <summary>Declared types in the project.</summary>
    [Params(20, 200)]
    public int Models { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        var models = CSharpSyntaxTree.ParseText(ProjectSource.Write(Content, Models));
        var other = CSharpSyntaxTree.ParseText("class Unrelated { }");
        compilation = CSharpCompilation.Create(
            "Project", [models, other], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        edited = [.. Enumerable.Range(0, 8).Select(i =>
            compilation.ReplaceSyntaxTree(other, CSharpSyntaxTree.ParseText($"class Unrelated {{ int x{i}; }}")))];
        warm = Driver().RunGenerators(compilation);
        var declared = warm.GetRunResult().GeneratedTrees.Count(tree => !tree.FilePath.EndsWith("-Kernels.g.cs", StringComparison.Ordinal)) - 1;
        if (declared != Models)
            throw new InvalidOperationException($"The generator has written {declared} types for {Models}.");
    }

    [Benchmark]
    public GeneratorDriver Cold() => Driver().RunGenerators(compilation.Clone());

    [Benchmark]
    public GeneratorDriver AfterUnrelatedEdit() => warm = warm.RunGenerators(edited[edit++ % edited.Length].Clone());

    private static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(new ManifoldGenerator());
}
