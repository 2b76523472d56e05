using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Differentiation;

/// <summary>Partial derivatives of each <see cref="BinaryOp"/> with respect to its left and its right operand.</summary>
internal static class BinaryDerivatives
{
    private static readonly Dictionary<BinaryOp, Func<GraphBuilder, NodeId, NodeId, (NodeId Left, NodeId Right)>> Table = new()
    {
        [BinaryOp.Add] = (g, a, b) => (g.Literal(1, g.ShapeOf(a).Size), g.Literal(1, g.ShapeOf(b).Size)),
        [BinaryOp.Multiply] = (_, a, b) => (b, a),
        [BinaryOp.TowardsOne] = (g, a, b) => (g.Unary(UnaryOp.OneMinus, b), g.Unary(UnaryOp.OneMinus, a)),
    };

    public static (NodeId Left, NodeId Right) Append(GraphBuilder graph, BinaryOp op, NodeId left, NodeId right)
        => Table[op](graph, left, right);
}
