using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Differentiation;

/// <summary>
/// Reverse mode, from graph to graph: appends x̄ = (∂y/∂x)ᵀ ȳ for a cotangent ȳ, or for a stack of them at once. Only nodes on
/// a path from x to y are visited. A cotangent of one component stands for as many equal ones as its node has.
/// </summary>
internal sealed class Vjp
{
    private readonly GraphBuilder graph;
    private readonly bool[] depends;
    private readonly NodeId?[] cotangents;
    private readonly SliceCotangents?[] slices;

    private Vjp(GraphBuilder graph, NodeId output, NodeId input)
    {
        this.graph = graph;
        depends = Dependents(graph, output, input);
        cotangents = new NodeId?[output.Index + 1];
        slices = new SliceCotangents?[output.Index + 1];
    }

    /// <summary>Cotangent of <paramref name="input"/>, or null where <paramref name="output"/> does not depend on it.</summary>
    public static NodeId? Append(GraphBuilder graph, NodeId output, NodeId input, NodeId cotangent)
    {
        var pass = new Vjp(graph, output, input);
        if (!pass.depends[output.Index])
            return null;
        pass.cotangents[output.Index] = cotangent;
        for (var i = output.Index; i > input.Index; i--)
        {
            if (pass.depends[i] && pass.Arrived(new NodeId(i)) is { } incoming)
                pass.Rule(new NodeId(i), incoming);
        }

        return pass.Arrived(input) is { } result ? graph.Spread(result, graph.ShapeOf(input).Size) : null;
    }

    /// <summary>Hands a node's cotangent on to those of its operands that depend on the input.</summary>
    private void Rule(NodeId id, NodeId cotangent)
    {
        switch (graph[id])
        {
            case Affine affine:
                Give(affine.Operand, graph.Pullback(affine.Weight, Filled(cotangent, id)));
                break;
            case Pullback pullback:
                Give(pullback.Operand, graph.Affine(pullback.Weight, null, Filled(cotangent, id)));
                break;
            case Unary unary:
                if (UnaryDerivatives.Has(unary.Op))
                    Give(unary.Operand, graph.Multiply(cotangent, UnaryDerivatives.Append(graph, unary.Op, unary.Operand, id)));
                break;
            case Binary binary:
                BothSides(id, binary, cotangent);
                break;
            case Select select:
                GiveBroadcast(select.WhenTrue, id, graph.Select(select.Condition, cotangent, graph.Literal(0)));
                GiveBroadcast(select.WhenFalse, id, graph.Select(select.Condition, graph.Literal(0), cotangent));
                break;
            case Slice slice:
                if (depends[slice.Operand.Index])
                    (slices[slice.Operand.Index] ??= new()).Add(graph, slice, Filled(cotangent, id));
                break;
            case Concatenation concatenation:
                Parts(concatenation, Filled(cotangent, id));
                break;
            case Sum sum:
                Give(sum.Operand, cotangent);
                break;
            case LogSumExp sum:
                Give(sum.Operand, graph.Multiply(cotangent, Softmax.Append(graph, sum, id)));
                break;
            case Contraction contraction when !depends[contraction.Matrix.Index]:
                Give(contraction.Weights, graph.Apply(contraction.Matrix, Filled(cotangent, id)));
                break;
            case Application application when !depends[application.Matrix.Index]:
                Give(application.Vector, graph.Contract(Filled(cotangent, id), application.Matrix));
                break;
            case OperandCall call:
                Give(call.Point, Call(call, Filled(cotangent, id)));
                break;
            case var other:
                throw new NotSupportedException($"No cotangent of {other}.");
        }
    }

    private void BothSides(NodeId id, Binary binary, NodeId cotangent)
    {
        if (!BinaryDerivatives.Has(binary.Op))
            return;
        if (depends[binary.Left.Index])
            GiveBroadcast(binary.Left, id, graph.Multiply(cotangent, BinaryDerivatives.Left(graph, binary, id)));
        if (depends[binary.Right.Index])
            GiveBroadcast(binary.Right, id, graph.Multiply(cotangent, BinaryDerivatives.Right(graph, binary, id)));
    }

    private void Parts(Concatenation concatenation, NodeId cotangent)
    {
        var start = 0;
        foreach (var part in concatenation.Parts)
        {
            var size = graph.ShapeOf(part).Size;
            if (depends[part.Index])
                Give(part, graph.Slice(cotangent, start, size));
            start += size;
        }
    }

    private NodeId Call(OperandCall call, NodeId cotangent)
    {
        var ambient = graph.ShapeOf(call.Point).Size;
        switch (call.Function)
        {
            // An operand takes one cotangent at a time: several are combined with its Jacobian.
            case OperandFunction.Value when graph.ShapeOf(cotangent).Rows > 1 || graph[cotangent] is UnitVectors or Constant:
                return graph.Contract(cotangent, graph.Call(call.Operand, OperandFunction.Jacobian, ambient, call.Codomain, call.Point));
            case OperandFunction.Value:
                return graph.Call(call.Operand, OperandFunction.Vjp, ambient, call.Codomain, call.Point, cotangent);
            case OperandFunction.Energy:
                return graph.Multiply(
                    cotangent, graph.Call(call.Operand, OperandFunction.EnergyGradient, ambient, call.Codomain, call.Point));
            default:
                throw new NotSupportedException("Operands have first derivatives only.");
        }
    }

    private void Give(NodeId operand, NodeId contribution)
    {
        if (depends[operand.Index])
            cotangents[operand.Index] = cotangents[operand.Index] is { } sum ? graph.Add(sum, contribution) : contribution;
    }

    /// <summary>Gives to an operand that may have one component where the node has several: their cotangents add up.</summary>
    private void GiveBroadcast(NodeId operand, NodeId node, NodeId contribution)
    {
        if (depends[operand.Index])
            Give(operand, graph.ShapeOf(operand).Size == 1 ? graph.Sum(Filled(contribution, node)) : contribution);
    }

    /// <summary>All that a node has been given, the cotangents of its slices put in their places.</summary>
    private NodeId? Arrived(NodeId id)
    {
        var whole = cotangents[id.Index];
        if (slices[id.Index] is not { } parts)
            return whole;
        var joined = parts.Join(graph, graph.ShapeOf(id).Size);
        return whole is { } sum ? graph.Add(sum, joined) : joined;
    }

    private NodeId Filled(NodeId cotangent, NodeId node) => graph.Spread(cotangent, graph.ShapeOf(node).Size);

    private static bool[] Dependents(GraphBuilder graph, NodeId output, NodeId input)
    {
        var depends = new bool[output.Index + 1];
        for (var i = input.Index; i <= output.Index; i++)
            depends[i] = i == input.Index || graph[new NodeId(i)].Operands.Any(operand => depends[operand.Index]);
        return depends;
    }
}
