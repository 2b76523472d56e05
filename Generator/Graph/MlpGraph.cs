using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Graph;

/// <summary>Writes a perceptron into a graph: h₀ = x, hᵢ₊₁ = a(Wᵢ hᵢ + bᵢ), the last layer without activation.</summary>
internal static class MlpGraph
{
    public static NodeId Append(GraphBuilder graph, MlpSpec mlp, NodeId x)
    {
        var value = x;
        foreach (var layer in mlp.Layers)
        {
            if (layer.Index > mlp.FirstLayer)
                value = graph.Unary(Activation(mlp.Activation), value);
            var weight = graph.Add(new Parameter($"{layer.Position}.weight", layer.Outputs, layer.Inputs));
            var bias = graph.Add(new Parameter($"{layer.Position}.bias", 1, layer.Outputs));
            value = graph.Affine(weight, bias, value);
        }

        return value;
    }

    private static UnaryOp Activation(ActivationKind kind) => kind switch
    {
        ActivationKind.Silu => UnaryOp.Silu,
        ActivationKind.Tanh => UnaryOp.Tanh,
        ActivationKind.Softplus => UnaryOp.Softplus,
        ActivationKind.Gelu => UnaryOp.Gelu,
        ActivationKind.Sine => UnaryOp.Sine,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
