using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Differentiation;

/// <summary>The gradient of y = log Σ e^xᵢ: e^(xᵢ − y).</summary>
internal static class Softmax
{
    public static NodeId Append(GraphBuilder graph, LogSumExp node, NodeId value)
        => graph.Unary(UnaryOp.Exponential, graph.Subtract(node.Operand, value));
}
