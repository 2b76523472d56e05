using DslManifolds.Generator.Parsing;
using DslManifolds.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DslManifolds.Generator.Tests.Incremental;

/// <summary>
/// A source as it is while it is typed: tokens are missing, doubled, in the wrong place. At every state, neither generator nor
/// analyzer throws, what is generated can be parsed, and it is what a run without a past generates.
/// </summary>
public sealed class BrokenSourceTests
{
    private const int Edits = 72;

    /// <summary>After so many edits, of which each comes on top of the last, the source is whole again.</summary>
    private const int EditsInARow = 6;

    private static readonly Consumer Consumer = Consumer.Default;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task NeitherGeneratorNorAnalyzerThrows(int seed)
    {
        var random = new Random(seed);
        var whole = string.Join("\n", Project.Sources.Select(source => source.Replace("using DslManifolds;\n", "")));
        var driver = Driver();
        var compilation = Consumer.Compile("using DslManifolds;\n" + whole);
        var tokens = new List<string>();
        for (var edit = 0; edit < Edits; edit++)
        {
            if (edit % EditsInARow == 0)
                tokens = [.. SyntaxFactory.ParseTokens(whole).Select(token => token.ToFullString())];
            Break(tokens, random);
            var text = "using DslManifolds;\n" + string.Concat(tokens);
            compilation = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], Consumer.Parse(text, "File0.cs"));
            driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
            foreach (var (name, generated) in GeneratorHarness.Sources(GeneratorHarness.Result(driver)))
                AssertParses(name, generated, text);
            AssertReports(output);
            if (edit % EditsInARow != EditsInARow - 1)
                continue;
            await AssertAnalyzes(output, text);
            var fromScratch = GeneratorHarness.Result(Driver().RunGenerators(compilation));
            Assert.Equal(GeneratorHarness.Sources(fromScratch), GeneratorHarness.Sources(GeneratorHarness.Result(driver)));
        }
    }

    /// <summary>A driver as the compiler's. (One that tracks steps can fail in Roslyn itself where types come and go.)</summary>
    private static GeneratorDriver Driver()
        => CSharpGeneratorDriver.Create([new ManifoldGenerator().AsSourceGenerator()], parseOptions: Consumer.ParseOptions);

    /// <summary>Deletes, doubles, moves or replaces one token.</summary>
    private static void Break(List<string> tokens, Random random)
    {
        var (at, other) = (random.Next(tokens.Count - 1), random.Next(tokens.Count - 1));
        switch (random.Next(5))
        {
            case 0:
                tokens.RemoveAt(at);
                break;
            case 1:
                tokens.Insert(at, tokens[at]);
                break;
            case 2:
                (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                break;
            case 3:
                tokens[at] = tokens[other];
                break;
            default:
                tokens.Insert(at, tokens[other]);
                break;
        }
    }

    private static void AssertParses(string name, string generated, string source)
    {
        var errors = CSharpSyntaxTree.ParseText(generated, Consumer.ParseOptions).GetDiagnostics().ToList();
        Assert.True(errors.Count == 0, $"{name}: {string.Join("\n", errors)}\nof\n{source}");
    }

    /// <summary>Reads every type with a reporter, as the analyzer does; what it throws fails the test.</summary>
    private static void AssertReports(Compilation compilation)
    {
        foreach (var type in compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>())
            DeclarationParser.Parse(type, compilation, report => Assert.NotNull(report.Location), default);
    }

    private static async Task AssertAnalyzes(Compilation compilation, string source)
    {
        var thrown = new List<string>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            (exception, _, _) => thrown.Add(exception.ToString()),
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false);
        var reports = await compilation.WithAnalyzers([new ManifoldAnalyzer()], options).GetAnalyzerDiagnosticsAsync();
        var isRight = thrown.Count == 0 && reports.All(report => report.Id != "AD0001");
        Assert.True(isRight, $"{string.Join("\n", thrown)}\nof\n{source}");
    }
}
