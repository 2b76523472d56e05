using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Differentiation;

/// <summary>
/// Derivative of each <see cref="UnaryOp"/> as an expression of its operand x and its own value y, both of which the graph
/// already holds. Every derivative is written in operations of the same table: the graph is closed under differentiation.
/// </summary>
internal static class UnaryDerivatives
{
    private static readonly Dictionary<UnaryOp, Func<GraphBuilder, NodeId, NodeId, NodeId>> Table = new()
    {
        [UnaryOp.Negate] = (g, _, _) => g.Literal(-1),
        [UnaryOp.OneMinus] = (g, _, _) => g.Literal(-1),
        [UnaryOp.OneMinusSquare] = (g, x, _) => g.Multiply(x, g.Literal(-2)),
        [UnaryOp.OnePlusSquare] = (g, x, _) => g.Multiply(x, g.Literal(2)),
        [UnaryOp.Sigmoid] = (g, _, y) => g.Multiply(y, g.Unary(UnaryOp.OneMinus, y)),

        // d/dx x σ = σ + x σ (1 − σ) = y + σ (1 − y)
        [UnaryOp.Silu] = (g, x, y) => g.Binary(BinaryOp.TowardsOne, y, g.Unary(UnaryOp.Sigmoid, x)),
        [UnaryOp.Tanh] = (g, _, y) => g.Unary(UnaryOp.OneMinusSquare, y),
        [UnaryOp.Softplus] = (g, x, _) => g.Unary(UnaryOp.Sigmoid, x),

        // d/dx x Φ = Φ + x φ
        [UnaryOp.Gelu] = (g, x, _) => g.Add(g.Unary(UnaryOp.NormalCdf, x), g.Multiply(x, g.Unary(UnaryOp.NormalPdf, x))),
        [UnaryOp.NormalCdf] = (g, x, _) => g.Unary(UnaryOp.NormalPdf, x),
        [UnaryOp.NormalPdf] = (g, x, y) => g.Negate(g.Multiply(x, y)),
        [UnaryOp.Sine] = (g, x, _) => g.Unary(UnaryOp.Cosine, x),
        [UnaryOp.Cosine] = (g, x, _) => g.Negate(g.Unary(UnaryOp.Sine, x)),
        [UnaryOp.Tangent] = (g, _, y) => g.Unary(UnaryOp.OnePlusSquare, y),
        [UnaryOp.ArcSine] = (g, x, _) => Reciprocal(g, g.Unary(UnaryOp.SquareRoot, g.Unary(UnaryOp.OneMinusSquare, x))),
        [UnaryOp.ArcCosine] = (g, x, _) => g.Negate(Reciprocal(g, g.Unary(UnaryOp.SquareRoot, g.Unary(UnaryOp.OneMinusSquare, x)))),
        [UnaryOp.ArcTangent] = (g, x, _) => Reciprocal(g, g.Unary(UnaryOp.OnePlusSquare, x)),
        [UnaryOp.HyperbolicSine] = (g, x, _) => g.Unary(UnaryOp.HyperbolicCosine, x),
        [UnaryOp.HyperbolicCosine] = (g, x, _) => g.Unary(UnaryOp.HyperbolicSine, x),
        [UnaryOp.AreaSine] = (g, x, _) => Reciprocal(g, g.Unary(UnaryOp.SquareRoot, g.Unary(UnaryOp.OnePlusSquare, x))),
        [UnaryOp.AreaCosine] = (g, x, _) => Reciprocal(g, g.Unary(UnaryOp.SquareRoot, g.Negate(g.Unary(UnaryOp.OneMinusSquare, x)))),
        [UnaryOp.AreaTangent] = (g, x, _) => Reciprocal(g, g.Unary(UnaryOp.OneMinusSquare, x)),
        [UnaryOp.SquareRoot] = (g, _, y) => g.Divide(g.Literal(0.5), y),

        // d/dx ∛x = 1 / (3 y²)
        [UnaryOp.CubeRoot] = (g, _, y) => Reciprocal(g, g.Multiply(g.Multiply(y, y), g.Literal(3))),
        [UnaryOp.Exponential] = (_, _, y) => y,
        [UnaryOp.Logarithm] = (g, x, _) => Reciprocal(g, x),
        [UnaryOp.Absolute] = (g, x, _) => g.Unary(UnaryOp.Sign, x),
    };

    /// <summary>Whether an operation has a derivative other than 0: a sign or a condition is constant between its jumps.</summary>
    public static bool Has(UnaryOp op) => Table.ContainsKey(op);

    public static NodeId Append(GraphBuilder graph, UnaryOp op, NodeId operand, NodeId value) => Table[op](graph, operand, value);

    private static NodeId Reciprocal(GraphBuilder graph, NodeId x) => graph.Divide(graph.Literal(1), x);
}
