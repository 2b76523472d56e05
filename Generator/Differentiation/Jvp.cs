using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Differentiation;

/// <summary>
/// Forward mode, from graph to graph: appends ẏ = (∂y/∂x) ẋ for a tangent ẋ. A tangent that is zero is no node at all, so
/// what does not depend on x costs nothing.
/// </summary>
internal sealed class Jvp
{
    private readonly GraphBuilder graph;
    private readonly NodeId?[] tangents;

    private Jvp(GraphBuilder graph, int count)
    {
        this.graph = graph;
        // Nodes appended meanwhile come after the output and are of no interest to this pass.
        tangents = new NodeId?[count];
    }

    /// <summary>Tangent of <paramref name="output"/>, or null where it does not depend on <paramref name="input"/>.</summary>
    public static NodeId? Append(GraphBuilder graph, NodeId output, NodeId input, NodeId tangent)
    {
        var pass = new Jvp(graph, output.Index + 1);
        for (var i = 0; i <= output.Index; i++)
        {
            var id = new NodeId(i);
            pass.tangents[i] = id == input ? tangent : pass.Filled(pass.Rule(id), id);
        }

        return pass.tangents[output.Index];
    }

    private NodeId? Rule(NodeId id)
    {
        var node = graph[id];
        if (!node.Operands.Any(operand => Of(operand) is not null))
            return null;
        return node switch
        {
            Affine affine => graph.Affine(affine.Weight, null, Of(affine.Operand)!.Value),
            Pullback pullback => graph.Pullback(pullback.Weight, Of(pullback.Operand)!.Value),
            Unary unary => UnaryDerivatives.Has(unary.Op)
                ? graph.Multiply(Of(unary.Operand)!.Value, UnaryDerivatives.Append(graph, unary.Op, unary.Operand, id))
                : null,
            Binary binary => BinaryDerivatives.Has(binary.Op) ? BothSides(id, binary) : null,
            Select select => Of(select.WhenTrue) is null && Of(select.WhenFalse) is null
                ? null
                : graph.Select(select.Condition, OrZero(select.WhenTrue), OrZero(select.WhenFalse)),
            Slice slice => graph.Slice(Of(slice.Operand)!.Value, slice.Start, slice.Shape.Size),
            Concatenation parts => graph.Concatenate([.. parts.Parts.Select(OrZero)]),
            Sum sum => graph.Sum(Of(sum.Operand)!.Value),
            LogSumExp sum => graph.Sum(graph.Multiply(Of(sum.Operand)!.Value, Softmax.Append(graph, sum, id))),
            Contraction contraction when Of(contraction.Matrix) is null
                => graph.Contract(Of(contraction.Weights)!.Value, contraction.Matrix),
            Application application when Of(application.Matrix) is null
                => graph.Apply(application.Matrix, Of(application.Vector)!.Value),
            OperandCall call => Call(call),
            _ => throw new NotSupportedException($"No tangent of {node}."),
        };
    }

    private NodeId? BothSides(NodeId id, Binary binary)
    {
        var left = Of(binary.Left) is { } a ? graph.Multiply(a, BinaryDerivatives.Left(graph, binary, id)) : (NodeId?)null;
        var right = Of(binary.Right) is { } b ? graph.Multiply(b, BinaryDerivatives.Right(graph, binary, id)) : (NodeId?)null;
        return left is { } l && right is { } r ? graph.Add(l, r) : left ?? right;
    }

    private NodeId Call(OperandCall call)
    {
        var tangent = Of(call.Point)!.Value;
        var ambient = graph.ShapeOf(call.Point).Size;
        return call.Function switch
        {
            OperandFunction.Value => graph.Call(call.Operand, OperandFunction.Jvp, ambient, call.Codomain, call.Point, tangent),
            OperandFunction.Energy => graph.Sum(graph.Multiply(
                tangent, graph.Call(call.Operand, OperandFunction.EnergyGradient, ambient, call.Codomain, call.Point))),
            _ => throw new NotSupportedException("Operands have first derivatives only."),
        };
    }

    /// <summary>A tangent has as many components as its node: where one number stands for all of them, it is repeated.</summary>
    private NodeId? Filled(NodeId? tangent, NodeId id) => tangent is { } t ? graph.Spread(t, graph.ShapeOf(id).Size) : null;

    private NodeId? Of(NodeId id) => tangents[id.Index];

    private NodeId OrZero(NodeId id) => Of(id) ?? graph.Literal(0, graph.ShapeOf(id).Size);
}
