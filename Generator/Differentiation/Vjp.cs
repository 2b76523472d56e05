using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Differentiation;

/// <summary>
/// Reverse mode, from graph to graph: appends x̄ = (∂y/∂x)ᵀ ȳ for a cotangent ȳ, or for a stack of them at once. Only nodes on
/// a path from x to y are visited.
/// </summary>
internal static class Vjp
{
    /// <summary>Cotangent of <paramref name="input"/>, or null where <paramref name="output"/> does not depend on it.</summary>
    public static NodeId? Append(GraphBuilder graph, NodeId output, NodeId input, NodeId cotangent)
    {
        var depends = Dependents(graph, output, input);
        var cotangents = new NodeId?[output.Index + 1];
        cotangents[output.Index] = cotangent;
        for (var i = output.Index; i > input.Index; i--)
        {
            if (cotangents[i] is not { } incoming || !depends[i])
                continue;
            foreach (var (operand, contribution) in Rule(graph, new NodeId(i), incoming, operand => depends[operand.Index]))
                cotangents[operand.Index] = cotangents[operand.Index] is { } sum ? graph.Add(sum, contribution) : contribution;
        }

        return depends[output.Index] ? cotangents[input.Index] : null;
    }

    /// <summary>Contributions of a node's cotangent to those of its operands that depend on the input.</summary>
    private static IEnumerable<(NodeId Operand, NodeId Cotangent)> Rule(
        GraphBuilder graph, NodeId id, NodeId cotangent, Func<NodeId, bool> depends)
    {
        switch (graph[id])
        {
            case Affine affine:
                yield return (affine.Operand, graph.Pullback(affine.Weight, cotangent));
                break;
            case Pullback pullback:
                yield return (pullback.Operand, graph.Affine(pullback.Weight, null, cotangent));
                break;
            case Unary unary:
                var derivative = UnaryDerivatives.Append(graph, unary.Op, unary.Operand, id);
                yield return (unary.Operand, graph.Multiply(cotangent, derivative));
                break;
            case Binary binary:
                var (byLeft, byRight) = BinaryDerivatives.Append(graph, binary.Op, binary.Left, binary.Right);
                if (depends(binary.Left))
                    yield return (binary.Left, graph.Multiply(cotangent, byLeft));
                if (depends(binary.Right))
                    yield return (binary.Right, graph.Multiply(cotangent, byRight));
                break;
        }
    }

    private static bool[] Dependents(GraphBuilder graph, NodeId output, NodeId input)
    {
        var depends = new bool[output.Index + 1];
        for (var i = input.Index; i <= output.Index; i++)
            depends[i] = i == input.Index || graph[new NodeId(i)].Operands.Any(operand => depends[operand.Index]);
        return depends;
    }
}
