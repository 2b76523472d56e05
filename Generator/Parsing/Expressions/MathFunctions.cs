using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Parsing.Expressions;

/// <summary>The functions of Math, MathF, double and float that can be read, by name and number of arguments.</summary>
internal static class MathFunctions
{
    private static readonly Dictionary<(string Name, int Arguments), Func<GraphBuilder, NodeId[], NodeId>> Table = new()
    {
        [("Sqrt", 1)] = Unary(UnaryOp.SquareRoot),
        [("Cbrt", 1)] = Unary(UnaryOp.CubeRoot),
        [("Exp", 1)] = Unary(UnaryOp.Exponential),
        [("Exp2", 1)] = (graph, a) => graph.Unary(UnaryOp.Exponential, graph.Multiply(a[0], graph.Literal(Math.Log(2)))),
        [("Exp10", 1)] = (graph, a) => graph.Unary(UnaryOp.Exponential, graph.Multiply(a[0], graph.Literal(Math.Log(10)))),
        [("Log", 1)] = Unary(UnaryOp.Logarithm),
        [("Log", 2)] = (graph, a) => graph.Divide(graph.Unary(UnaryOp.Logarithm, a[0]), graph.Unary(UnaryOp.Logarithm, a[1])),
        [("Log2", 1)] = (graph, a) => graph.Divide(graph.Unary(UnaryOp.Logarithm, a[0]), graph.Literal(Math.Log(2))),
        [("Log10", 1)] = (graph, a) => graph.Divide(graph.Unary(UnaryOp.Logarithm, a[0]), graph.Literal(Math.Log(10))),
        [("Pow", 2)] = (graph, a) => graph.Power(a[0], a[1]),
        [("Hypot", 2)] = (graph, a) => graph.Unary(
            UnaryOp.SquareRoot, graph.Add(graph.Multiply(a[0], a[0]), graph.Multiply(a[1], a[1]))),
        [("Sin", 1)] = Unary(UnaryOp.Sine),
        [("Cos", 1)] = Unary(UnaryOp.Cosine),
        [("Tan", 1)] = Unary(UnaryOp.Tangent),
        [("SinPi", 1)] = (graph, a) => graph.Unary(UnaryOp.Sine, graph.Multiply(a[0], graph.Literal(Math.PI))),
        [("CosPi", 1)] = (graph, a) => graph.Unary(UnaryOp.Cosine, graph.Multiply(a[0], graph.Literal(Math.PI))),
        [("TanPi", 1)] = (graph, a) => graph.Unary(UnaryOp.Tangent, graph.Multiply(a[0], graph.Literal(Math.PI))),
        [("Asin", 1)] = Unary(UnaryOp.ArcSine),
        [("Acos", 1)] = Unary(UnaryOp.ArcCosine),
        [("Atan", 1)] = Unary(UnaryOp.ArcTangent),
        [("Atan2", 2)] = Binary(BinaryOp.ArcTangent2),
        [("Sinh", 1)] = Unary(UnaryOp.HyperbolicSine),
        [("Cosh", 1)] = Unary(UnaryOp.HyperbolicCosine),
        [("Tanh", 1)] = Unary(UnaryOp.Tanh),
        [("Asinh", 1)] = Unary(UnaryOp.AreaSine),
        [("Acosh", 1)] = Unary(UnaryOp.AreaCosine),
        [("Atanh", 1)] = Unary(UnaryOp.AreaTangent),
        [("Abs", 1)] = Unary(UnaryOp.Absolute),
        [("Sign", 1)] = Unary(UnaryOp.Sign),
        [("Min", 2)] = Binary(BinaryOp.Minimum),
        [("Max", 2)] = Binary(BinaryOp.Maximum),
        [("Clamp", 3)] = (graph, a) => graph.Binary(BinaryOp.Minimum, graph.Binary(BinaryOp.Maximum, a[0], a[1]), a[2]),
        [("FusedMultiplyAdd", 3)] = MultiplyAdd,
        [("MultiplyAddEstimate", 3)] = MultiplyAdd,
        [("Lerp", 3)] = (graph, a) => graph.Add(
            graph.Multiply(a[0], graph.Unary(UnaryOp.OneMinus, a[2])), graph.Multiply(a[1], a[2])),
        [("DegreesToRadians", 1)] = (graph, a) => graph.Multiply(a[0], graph.Literal(Math.PI / 180)),
        [("RadiansToDegrees", 1)] = (graph, a) => graph.Multiply(a[0], graph.Literal(180 / Math.PI)),
    };

    private static readonly HashSet<string> NotSmooth = ["Abs", "Sign", "Min", "Max", "Clamp"];

    public static IEnumerable<(string Name, int Arguments)> All => Table.Keys;

    public static bool IsKnown(string name, int arguments) => Table.ContainsKey((name, arguments));

    /// <summary>Whether a function has a kink or a jump somewhere.</summary>
    public static bool IsSmooth(string name) => !NotSmooth.Contains(name);

    public static NodeId Append(GraphBuilder graph, string name, params NodeId[] arguments)
        => Table[(name, arguments.Length)](graph, arguments);

    private static NodeId MultiplyAdd(GraphBuilder graph, NodeId[] a) => graph.Add(graph.Multiply(a[0], a[1]), a[2]);

    private static Func<GraphBuilder, NodeId[], NodeId> Unary(UnaryOp op) => (graph, a) => graph.Unary(op, a[0]);

    private static Func<GraphBuilder, NodeId[], NodeId> Binary(BinaryOp op) => (graph, a) => graph.Binary(op, a[0], a[1]);
}
