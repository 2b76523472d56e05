using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission;

/// <summary>
/// Chooses operations for both emitters: where the derivative needs σ(x) anyway, SiLU is x σ(x) with the same σ(x), one product
/// instead of a second pass over an exponential; GELU likewise with Φ(x).
/// </summary>
internal static class ActivationLowering
{
    public static ComputationGraph Apply(ComputationGraph graph)
    {
        var factors = new HashSet<(UnaryOp Op, NodeId Operand)>(
            graph.Nodes.OfType<Unary>().Select(unary => (unary.Op, unary.Operand)));
        var builder = new GraphBuilder();
        var lowered = new List<NodeId>();
        foreach (var node in graph.Nodes)
            lowered.Add(Lower(node));
        return builder.Build([.. graph.Outputs.Select(output => lowered[output.Index])]);

        NodeId Lower(Node node)
        {
            if (node is Unary { Op: UnaryOp.Silu or UnaryOp.Gelu } activation)
            {
                var factor = activation.Op == UnaryOp.Silu ? UnaryOp.Sigmoid : UnaryOp.NormalCdf;
                if (factors.Contains((factor, activation.Operand)))
                {
                    var operand = lowered[activation.Operand.Index];
                    return builder.Multiply(operand, builder.Unary(factor, operand));
                }
            }

            return builder.Add(node.With([.. node.Operands.Select(operand => lowered[operand.Index])]));
        }
    }
}
