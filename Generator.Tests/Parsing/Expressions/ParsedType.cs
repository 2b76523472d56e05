using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Models;
using DslManifolds.Generator.Parsing;
using DslManifolds.Generator.Tests.Graph;
using DslManifolds.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Tests.Parsing.Expressions;

/// <summary>
/// A type called Shape whose methods are read into a graph, and also compiled and called as they stand: both must say the same of
/// every point.
/// </summary>
internal sealed class ParsedType
{
    private const string Attributes = "using DslManifolds;\n";

    private readonly List<Diagnostic> reports = [];
    private readonly Lazy<object> instance;

    private ParsedType(string source)
    {
        var compilation = Consumer.Default.Compile(Attributes + source);
        var type = compilation.GetTypeByMetadataName("Shape") ?? throw new ArgumentException("There is no type Shape.");
        Spec = DeclarationParser.Parse(type, compilation, reports.Add, CancellationToken.None);
        instance = new(() => Compile(source));
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

    public static ParsedType Of(string source) => new(source);

    /// <summary>A manifold with one constraint of (x, y, z), given as its body, and other members.</summary>
    public static ParsedType OfBody(string body, string members = "", string more = "") => new($$"""
        [Manifold(Ambient = 3)]
        public sealed partial class Shape
        {
            [Constraint] double F(double x, double y, double z) { {{body}} }
            {{members}}
        }
        {{more}}
        """);

    /// <summary>The graph's outputs at a point.</summary>
    public double[] Evaluate(params double[] point)
    {
        var arguments = Function.Parameters.ToDictionary(parameter => parameter.Name, parameter => new[] { new[] { parameter.Start } });
        arguments["x"] = [point];
        return [.. GraphInterpreter.Evaluate(Graph, arguments).Select(value => value.Single().Single())];
    }

    /// <summary>What the compiled methods return at a point.</summary>
    public double[] Call(params double[] point)
        => [.. instance.Value.GetType().GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(method => method.GetCustomAttributes().Any(data => data is ConstraintAttribute or PotentialAttribute))
            .OrderBy(method => method.MetadataToken)
            .SelectMany(method => Call(method, point))];

    /// <summary>Asserts that graph and compiled methods agree, and that the point is one where they say something.</summary>
    public void AssertAgrees(double tolerance, params double[] point)
    {
        Assert.DoesNotContain(reports, report => report.Severity == DiagnosticSeverity.Error);
        var (expected, actual) = (Call(point), Evaluate(point));
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(double.IsFinite(expected[i]), $"Output {i} is {expected[i]} at {string.Join(", ", point)}.");
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= tolerance * (1 + Math.Abs(expected[i])),
                $"Output {i} at {string.Join(", ", point)}: C# says {expected[i]:R}, the graph {actual[i]:R}.");
        }
    }

    private IEnumerable<double> Call(MethodInfo method, double[] point)
    {
        object? result;
        if (method.GetParameters() is [{ ParameterType.IsByRefLike: true } span])
        {
            result = span.ParameterType == typeof(ReadOnlySpan<double>)
                ? method.CreateDelegate<OfSpan>(method.IsStatic ? null : instance.Value)(point)
                : method.CreateDelegate<OfSingles>(method.IsStatic ? null : instance.Value)([.. point.Select(number => (float)number)]);
        }
        else
        {
            var arguments = method.GetParameters().Zip(point, (parameter, number) => Convert.ChangeType(number, parameter.ParameterType));
            result = method.Invoke(instance.Value, [.. arguments]);
        }

        return result is ITuple tuple
            ? Enumerable.Range(0, tuple.Length).Select(i => Convert.ToDouble(tuple[i]))
            : [Convert.ToDouble(result)];
    }

    private delegate double OfSpan(ReadOnlySpan<double> x);

    private delegate double OfSingles(ReadOnlySpan<float> x);

    /// <summary>The type as its author could have written it without the generator: parameters are ordinary properties.</summary>
    private object Compile(string source)
    {
        var properties = System.Text.RegularExpressions.Regex.Replace(
            source, @"\[Parameter\((?<start>[^)]*)\)\] public partial (?<type>\w+) (?<name>\w+) \{ get; set; \}",
            "public ${type} ${name} { get; set; } = ${start};");
        using var stream = new MemoryStream();
        var result = Consumer.Default.Compile(Attributes + properties).Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        stream.Position = 0;
        var context = new AssemblyLoadContext(null, isCollectible: true);
        return Activator.CreateInstance(context.LoadFromStream(stream).GetType("Shape")!)!;
    }
}
