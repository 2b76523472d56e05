using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Differentiation;

/// <summary>
/// Gradients in the parameters, from graph to graph: of outputs yᵢ with cotangents ȳᵢ, θ̄ = Σᵢ (∂yᵢ/∂θ)ᵀ ȳᵢ for every θ. The outputs may
/// themselves be derivatives, so that a loss may depend on the Jacobian.
/// </summary>
internal static class ParameterGradients
{
    /// <summary>
    /// What to sum over samples, in the order in which the parameters were added to the graph; a parameter that no output depends on has
    /// no part in it. Nothing is summed yet: a matrix's gradient is the factors of its outer products.
    /// </summary>
    public static IReadOnlyList<ParameterGradient> Append(
        GraphBuilder graph, IReadOnlyCollection<(NodeId Output, NodeId Cotangent)> seeds)
    {
        var parameters = Enumerable.Range(0, graph.Count)
            .Select(i => new NodeId(i))
            .Where(id => graph[id] is Parameter)
            .ToList();
        if (parameters.Count == 0)
            return [];
        var pass = new ReversePass(graph, parameters, seeds);
        return [.. parameters.SelectMany(parameter => Of(graph, pass, parameter))];
    }

    private static IEnumerable<ParameterGradient> Of(GraphBuilder graph, ReversePass pass, NodeId parameter)
    {
        var name = ((Parameter)graph[parameter]).Name;
        foreach (var product in pass.Products)
        {
            if (product.Matrix == parameter && !IsZero(graph, product.Left) && !IsZero(graph, product.Right))
                yield return new ParameterGradient(name, product.Left, product.Right);
        }

        if (pass.CotangentOf(parameter) is { } cotangent && !IsZero(graph, cotangent))
            yield return new ParameterGradient(name, cotangent, null);
    }

    private static bool IsZero(GraphBuilder graph, NodeId id) => graph[id] is Constant { Value: 0 };
}
