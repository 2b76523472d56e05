using System.Reflection;
using System.Runtime.Loader;
using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Models;
using DslManifolds.Generator.Parsing;
using DslManifolds.Generator.Tests.Graph;
using DslManifolds.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DslManifolds.Generator.Tests.Parsing.Expressions;

/// <summary>
/// A type whose methods are read into a graph, and also compiled and called as they stand: both must say the same of every point.
/// </summary>
internal sealed class ParsedType
{
    private readonly CSharpCompilation compilation;
    private readonly List<Diagnostic> reports = [];

    private ParsedType(string source, string typeName)
    {
        compilation = Consumer.Default.Compile("using DslManifolds;\n" + source);
        var type = compilation.GetTypeByMetadataName(typeName) ?? throw new ArgumentException($"There is no type {typeName}.");
        Spec = DeclarationParser.Parse(type, compilation, reports.Add, CancellationToken.None);
    }

    public ModelSpec? Spec { get; }

    public IReadOnlyList<Diagnostic> Reports => reports;

    public FunctionSpec Function => Spec switch
    {
        ManifoldSpec manifold => manifold.Function,
        EnergySpec energy => energy.Function,
        _ => throw new InvalidOperationException($"{Spec}: {string.Join("\n", reports)}"),
    };

    public ComputationGraph Graph => Assert.Single(Function.Parts.OfType<ExpressionSpec>()).Graph;

    /// <summary>Reads a type called Shape.</summary>
    public static ParsedType Of(string source) => new(source, "Shape");

    /// <summary>The graph's outputs at a point.</summary>
    public double[] Evaluate(params double[] point)
    {
        var arguments = Function.Parameters.ToDictionary(parameter => parameter.Name, parameter => new[] { new[] { parameter.Start } });
        arguments["x"] = [point];
        return [.. GraphInterpreter.Evaluate(Graph, arguments).Select(value => value.Single().Single())];
    }
}
