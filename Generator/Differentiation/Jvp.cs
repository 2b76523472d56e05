using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Differentiation;

/// <summary>
/// Forward mode, from graph to graph: appends ẏ = (∂y/∂x) ẋ for a tangent ẋ. A tangent that is zero is no node at all, so
/// what does not depend on x costs nothing.
/// </summary>
internal static class Jvp
{
    /// <summary>Tangent of <paramref name="output"/>, or null where it does not depend on <paramref name="input"/>.</summary>
    public static NodeId? Append(GraphBuilder graph, NodeId output, NodeId input, NodeId tangent)
    {
        // Nodes appended meanwhile come after the output and are of no interest to this pass.
        var tangents = new NodeId?[output.Index + 1];
        for (var i = 0; i <= output.Index; i++)
        {
            var id = new NodeId(i);
            tangents[i] = id == input ? tangent : Rule(graph, id, operand => tangents[operand.Index]);
        }

        return tangents[output.Index];
    }

    private static NodeId? Rule(GraphBuilder graph, NodeId id, Func<NodeId, NodeId?> tangentOf) => graph[id] switch
    {
        Affine affine => Map(tangentOf(affine.Operand), t => graph.Affine(affine.Weight, null, t)),
        Pullback pullback => Map(tangentOf(pullback.Operand), t => graph.Pullback(pullback.Weight, t)),
        Unary unary => Map(
            tangentOf(unary.Operand),
            t => graph.Multiply(t, UnaryDerivatives.Append(graph, unary.Op, unary.Operand, id))),
        Binary binary => Sum(graph, binary, tangentOf(binary.Left), tangentOf(binary.Right)),
        _ => null,
    };

    private static NodeId? Sum(GraphBuilder graph, Binary binary, NodeId? left, NodeId? right)
    {
        if (left is null && right is null)
            return null;
        var (byLeft, byRight) = BinaryDerivatives.Append(graph, binary.Op, binary.Left, binary.Right);
        var fromLeft = Map(left, t => graph.Multiply(t, byLeft));
        var fromRight = Map(right, t => graph.Multiply(t, byRight));
        return fromLeft is { } a && fromRight is { } b ? graph.Add(a, b) : fromLeft ?? fromRight;
    }

    private static NodeId? Map(NodeId? tangent, Func<NodeId, NodeId> rule) => tangent is { } t ? rule(t) : null;
}
