using System.Collections.Immutable;
using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DslManifolds.Generator.Tests.Harness;

/// <summary>Trips the guard with each kind of thing that it looks for, held in each way that a step could hold it.</summary>
public sealed class CompilationGuardTests
{
    private static readonly CSharpCompilation Compilation
        = Consumer.Default.Compile("[System.Obsolete] public class Held { int x = 1; }");

    public static TheoryData<string> Kinds => [.. Things().Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void FindsWhatIsHeld(string kind)
    {
        var thing = Things()[kind];
        object[] holders =
        [
            thing,
            new Holder("direct", thing),
            new Holder("boxed in a tuple", (1, thing)),
            new Holder("in an array", new[] { "text", thing }),
            new Holder("in an immutable array", ImmutableArray.Create(1, thing)),
            new Holder("in a dictionary", new Dictionary<string, object> { ["key"] = thing }),
            new Holder("captured", () => thing.ToString()),
            new Holder("not yet run", new[] { 1 }.Select(_ => thing)),
            new Holder("deep", new Holder("deeper", new Derived(thing))),
        ];
        Assert.All(holders, holder => Assert.NotNull(CompilationGuard.FindKept(holder)));
    }

    [Fact]
    public void SaysWhereAndWhat()
    {
        var kept = CompilationGuard.FindKept(new Holder("name", new object[] { 1, Compilation }));
        Assert.Contains(nameof(CSharpCompilation), kept);
        Assert.Contains("[1]", kept);
    }

    [Fact]
    public void PassesWhatHoldsOnlyNamesAndNumbers()
    {
        var type = new TypeSpec("Space", new EquatableArray<string>(["class Outer"]), "Name", "Space.Outer.Name");
        var mlp = new MlpSpec(3, new EquatableArray<int>([8, 8]), 1, ActivationKind.Silu);
        Assert.Null(CompilationGuard.FindKept(new ManifoldSpec(type, 3, 2, new FunctionSpec(3, new EquatableArray<PartSpec>([mlp]), EquatableArray<ParameterSpec>.Empty))));
        Assert.Null(CompilationGuard.FindKept(null));
    }

    [Fact]
    public void EndsOnCycles()
    {
        var list = new List<object>();
        list.Add(list);
        Assert.Null(CompilationGuard.FindKept(list));
    }

    private static Dictionary<string, object> Things()
    {
        var tree = Compilation.SyntaxTrees[0];
        var model = Compilation.GetSemanticModel(tree);
        var root = tree.GetRoot();
        var type = Compilation.GetTypeByMetadataName("Held")!;
        var literal = root.DescendantNodes().First(node => node.IsKind(SyntaxKind.NumericLiteralExpression));
        return new()
        {
            ["symbol"] = type,
            ["member"] = type.GetMembers("x")[0],
            ["assembly"] = Compilation.Assembly,
            ["syntax node"] = root,
            ["syntax token"] = root.GetFirstToken(),
            ["syntax tree"] = tree,
            ["syntax reference"] = type.DeclaringSyntaxReferences[0],
            ["compilation"] = Compilation,
            ["semantic model"] = model,
            ["location"] = root.GetLocation(),
            ["diagnostic"] = Diagnostic.Create(DiagnosticDescriptors.NotPartial, root.GetLocation(), "Held"),
            ["attribute"] = type.GetAttributes()[0],
            ["operation"] = model.GetOperation(literal)!,
        };
    }

    private record Holder(string Name, object Content);

    private abstract class Base(object content)
    {
        // Held in a private field of a base class, which reflection on the derived type alone does not list.
        private readonly object content = content;

        public override string ToString() => content.ToString()!;
    }

    private sealed class Derived(object content) : Base(content);
}
