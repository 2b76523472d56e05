using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Tests.Emission;

/// <summary>Specs as parsers would make them, each with the user's part of its type.</summary>
internal static class HandMadeSpecs
{
    private delegate NodeId[] Formulas(GraphBuilder graph, NodeId[] x);

    /// <summary>(√(x² + y²) − R)² + z² − r².</summary>
    public static (ModelSpec Spec, string Declaration) Torus { get; } = Manifold(
        "Torus",
        "public partial double Major { get; set; } public partial double Minor { get; set; }",
        3,
        [Number("Major", 3), Number("Minor", 1)],
        Expressions(3, (g, x) =>
        {
            var ring = g.Subtract(g.Unary(UnaryOp.SquareRoot, g.Add(Square(g, x[0]), Square(g, x[1]))), Parameter(g, "Major"));
            return [g.Subtract(g.Add(Square(g, ring), Square(g, x[2])), Square(g, Parameter(g, "Minor")))];
        }));

    /// <summary>A sphere of any centre and radius.</summary>
    public static (ModelSpec Spec, string Declaration) Ball { get; } = Manifold(
        "Ball",
        "public partial double CentreX { get; set; } public partial double CentreY { get; internal set; } internal partial float Radius { get; set; }",
        2,
        [
            Number("CentreX", 0),
            Number("CentreY", 0) with { Setter = "internal set" },
            Number("Radius", 1) with { Modifiers = "internal partial", TypeName = "float" },
        ],
        Expressions(2, (g, x) =>
        [
            g.Subtract(
                g.Add(Square(g, g.Subtract(x[0], Parameter(g, "CentreX"))), Square(g, g.Subtract(x[1], Parameter(g, "CentreY")))),
                Square(g, Parameter(g, "Radius"))),
        ]));

    public static (ModelSpec Spec, string Declaration) Sphere { get; } = Manifold("Sphere", "", 4, [], new SphereSpec(1.5));

    public static (ModelSpec Spec, string Declaration) Stiefel { get; } = Manifold("Stiefel", "", 6, [], new StiefelSpec(3, 2));

    /// <summary>A linear constraint and one that is a coordinate itself: neither has a Jacobian that depends on the point.</summary>
    public static (ModelSpec Spec, string Declaration) Line { get; } = Manifold(
        "Line",
        "",
        3,
        [],
        Expressions(3, (g, x) => [g.Subtract(g.Multiply(x[0], g.Literal(2)), x[1]), x[2]]));

    /// <summary>A learned output and two known ones, of which one is a choice.</summary>
    public static (ModelSpec Spec, string Declaration) Learned { get; } = Manifold(
        "Learned",
        "public partial double Level { get; }",
        5,
        [Number("Level", 0.5) with { Setter = "" }],
        new MlpSpec(5, new EquatableArray<int>([4, 4]), 1, ActivationKind.Silu),
        Expressions(5, (g, x) =>
        [
            g.Subtract(g.Unary(UnaryOp.Exponential, x[4]), Parameter(g, "Level")),
            g.Select(g.Binary(BinaryOp.Less, x[0], Parameter(g, "Level")), Square(g, x[1]), g.Binary(BinaryOp.Minimum, x[2], x[3])),
        ]));

    /// <summary>(x² − 1)² / 4 + a y².</summary>
    public static (ModelSpec Spec, string Declaration) DoubleWell { get; } = (
        new EnergySpec(Type("DoubleWell"), 2, new FunctionSpec(
            2,
            new EquatableArray<PartSpec>(
            [
                Expressions(2, (g, x) =>
                [
                    g.Add(
                        g.Multiply(Square(g, g.Subtract(Square(g, x[0]), g.Literal(1))), g.Literal(0.25)),
                        g.Multiply(Parameter(g, "Stiffness"), Square(g, x[1]))),
                ]),
            ]),
            new EquatableArray<ParameterSpec>([Number("Stiffness", 2)]))),
        Declaration("DoubleWell", "public partial double Stiffness { get; set; }"));

    public static IReadOnlyDictionary<string, (ModelSpec Spec, string Declaration)> All { get; } =
        new[] { Torus, Ball, Sphere, Stiefel, Line, Learned, DoubleWell }.ToDictionary(pair => pair.Spec.Type.Name);

    private static ParameterSpec Number(string name, double start) => new(name, start, "public partial", "double", "set");

    private static (ModelSpec Spec, string Declaration) Manifold(
        string name, string members, int ambient, ParameterSpec[] parameters, params PartSpec[] parts)
    {
        var function = new FunctionSpec(ambient, new EquatableArray<PartSpec>(parts), new EquatableArray<ParameterSpec>(parameters));
        return (new ManifoldSpec(Type(name), ambient, ambient - function.Outputs, function), Declaration(name, members));
    }

    private static ExpressionSpec Expressions(int inputs, Formulas formulas)
    {
        var graph = new GraphBuilder();
        var x = graph.Add(new Input(ModelFunctions.Point, inputs));
        return new ExpressionSpec(graph.Build(formulas(graph, [.. Enumerable.Range(0, inputs).Select(i => graph.Slice(x, i, 1))])));
    }

    private static NodeId Parameter(GraphBuilder graph, string name) => graph.Add(new Parameter(name, 1, 1));

    private static NodeId Square(GraphBuilder graph, NodeId x) => graph.Multiply(x, x);

    private static TypeSpec Type(string name) => new("Consumer", EquatableArray<string>.Empty, name, $"Consumer.{name}");

    private static string Declaration(string name, string members) => $"namespace Consumer; public sealed partial class {name} {{ {members} }}";
}
