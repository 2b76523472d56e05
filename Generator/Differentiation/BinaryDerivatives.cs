using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Differentiation;

/// <summary>
/// Partial derivatives of each <see cref="BinaryOp"/> with respect to its left and its right operand, as expressions of both and of the
/// operation's own value. A condition has none: it is constant between the places where it changes.
/// </summary>
internal static class BinaryDerivatives
{
    private delegate NodeId Rule(GraphBuilder graph, NodeId a, NodeId b, NodeId y);

    private static readonly Dictionary<BinaryOp, (Rule Left, Rule Right)> Table = new()
    {
        [BinaryOp.Add] = (Number(1), Number(1)),
        [BinaryOp.Subtract] = (Number(1), Number(-1)),
        [BinaryOp.Multiply] = ((_, _, b, _) => b, (_, a, _, _) => a),

        // ∂(a/b)/∂b = −(a/b)/b
        [BinaryOp.Divide] = ((g, _, b, _) => g.Divide(g.Literal(1), b), (g, _, b, y) => g.Negate(g.Divide(y, b))),
        [BinaryOp.TowardsOne] = ((g, _, b, _) => g.Unary(UnaryOp.OneMinus, b), (g, a, _, _) => g.Unary(UnaryOp.OneMinus, a)),
        [BinaryOp.Power] = (
            (g, a, b, _) => g.Multiply(g.Power(a, g.Subtract(b, g.Literal(1))), b),
            (g, a, _, y) => g.Multiply(y, g.Unary(UnaryOp.Logarithm, a))),

        // The angle of (b, a): b / (a² + b²) and −a / (a² + b²).
        [BinaryOp.ArcTangent2] = (
            (g, a, b, _) => g.Divide(b, SquaredLength(g, a, b)),
            (g, a, b, _) => g.Negate(g.Divide(a, SquaredLength(g, a, b)))),
        [BinaryOp.Minimum] = (
            (g, a, b, _) => g.Binary(BinaryOp.LessOrEqual, a, b),
            (g, a, b, _) => g.Unary(UnaryOp.Not, g.Binary(BinaryOp.LessOrEqual, a, b))),
        [BinaryOp.Maximum] = (
            (g, a, b, _) => g.Binary(BinaryOp.LessOrEqual, b, a),
            (g, a, b, _) => g.Unary(UnaryOp.Not, g.Binary(BinaryOp.LessOrEqual, b, a))),
    };

    /// <summary>Whether an operation has derivatives.</summary>
    public static bool Has(BinaryOp op) => Table.ContainsKey(op);

    public static NodeId Left(GraphBuilder graph, Binary node, NodeId value) => Table[node.Op].Left(graph, node.Left, node.Right, value);

    public static NodeId Right(GraphBuilder graph, Binary node, NodeId value) => Table[node.Op].Right(graph, node.Left, node.Right, value);

    private static Rule Number(double value) => (graph, _, _, _) => graph.Literal(value);

    private static NodeId SquaredLength(GraphBuilder graph, NodeId a, NodeId b) => graph.Add(graph.Multiply(a, a), graph.Multiply(b, b));
}
