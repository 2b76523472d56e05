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
        [UnaryOp.Negate] = (g, x, _) => g.Literal(-1, g.ShapeOf(x).Size),
        [UnaryOp.OneMinus] = (g, x, _) => g.Literal(-1, g.ShapeOf(x).Size),
        [UnaryOp.OneMinusSquare] = (g, x, _) => g.Multiply(x, g.Literal(-2, g.ShapeOf(x).Size)),
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
    };

    public static NodeId Append(GraphBuilder graph, UnaryOp op, NodeId operand, NodeId value) => Table[op](graph, operand, value);
}
