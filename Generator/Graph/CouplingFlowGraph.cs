using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Graph;

/// <summary>Writes the first coordinates of a flow of affine couplings into a graph.</summary>
internal static class CouplingFlowGraph
{
    public static NodeId Append(GraphBuilder graph, CouplingFlowSpec flow, NodeId x)
    {
        var first = graph.Slice(x, 0, flow.FirstHalf);
        var second = graph.Slice(x, flow.FirstHalf, flow.Inputs - flow.FirstHalf);
        var coupling = 0;
        foreach (var net in flow.Nets)
        {
            if (flow.ChangesFirstHalf(coupling++))
                first = Changed(graph, flow, net, first, second);
            else
                second = Changed(graph, flow, net, second, first);
        }

        return graph.Slice(graph.Concatenate([first, second]), 0, flow.Outputs);
    }

    /// <summary>y₁ = x₁ exp(c tanh s(x₂)) + t(x₂).</summary>
    private static NodeId Changed(GraphBuilder graph, CouplingFlowSpec flow, MlpSpec net, NodeId changed, NodeId given)
    {
        var size = graph.ShapeOf(changed).Size;
        var outputs = MlpGraph.Append(graph, net, given);
        var bounded = graph.Multiply(graph.Unary(UnaryOp.Tanh, graph.Slice(outputs, 0, size)), graph.Literal(flow.MaxLogScale));
        return graph.Add(
            graph.Multiply(changed, graph.Unary(UnaryOp.Exponential, bounded)),
            graph.Slice(outputs, size, size));
    }
}
