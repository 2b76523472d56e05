using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Differentiation;

/// <summary>Appends x̄ = (∂y/∂x)ᵀ ȳ for a cotangent ȳ, or for a stack of them at once, by a <see cref="ReversePass"/>.</summary>
internal static class Vjp
{
    /// <summary>Cotangent of <paramref name="input"/>, or null where <paramref name="output"/> does not depend on it.</summary>
    public static NodeId? Append(GraphBuilder graph, NodeId output, NodeId input, NodeId cotangent)
        => new ReversePass(graph, [input], [(output, cotangent)]).CotangentOf(input);
}
