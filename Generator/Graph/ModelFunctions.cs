using DslManifolds.Generator.Differentiation;

namespace DslManifolds.Generator.Graph;

/// <summary>
/// The functions that are generated for a model, as graphs. Value and derivatives of one function are built in one graph, so
/// that they share the forward pass.
/// </summary>
internal static class ModelFunctions
{
    public const string Point = "x";
    public const string Tangent = "v";
    public const string Cotangent = "w";

    public static ComputationGraph Value(DifferentiableFunction function)
    {
        var graph = Forward(function, out _, out var value);
        return Finished(graph.Build(value));
    }

    /// <summary>J v, after the value where that is wanted too.</summary>
    public static ComputationGraph Jvp(DifferentiableFunction function, bool withValue)
    {
        var graph = Forward(function, out var x, out var value);
        var product = Push(graph, value, x, graph.Add(new Input(Tangent, function.Inputs)));
        return Build(graph, value, product, withValue);
    }

    /// <summary>Jᵀ w, after the value where that is wanted too.</summary>
    public static ComputationGraph Vjp(DifferentiableFunction function, bool withValue)
    {
        var graph = Forward(function, out var x, out var value);
        var product = Pull(graph, value, x, graph.Add(new Input(Cotangent, function.Outputs)));
        return Build(graph, value, product, withValue);
    }

    /// <summary>J Jᵀ w: a pullback, then a pushforward of it through the same linearisation.</summary>
    public static ComputationGraph Gram(DifferentiableFunction function, bool withValue)
    {
        var graph = Forward(function, out var x, out var value);
        var pulled = Pull(graph, value, x, graph.Add(new Input(Cotangent, function.Outputs)));
        return Build(graph, value, Push(graph, value, x, pulled), withValue);
    }

    /// <summary>J, as the pullback of all unit vectors at once; for one output, the gradient.</summary>
    public static ComputationGraph Jacobian(DifferentiableFunction function, bool withValue)
    {
        var graph = Forward(function, out var x, out var value);
        return Build(graph, value, JacobianRows.Append(graph, value, x), withValue);
    }

    private static GraphBuilder Forward(DifferentiableFunction function, out NodeId x, out NodeId value)
    {
        var graph = new GraphBuilder();
        x = graph.Add(function.Point);
        value = function.Append(graph, x);
        return graph;
    }

    private static NodeId Push(GraphBuilder graph, NodeId value, NodeId x, NodeId tangent)
        => Differentiation.Jvp.Append(graph, value, x, tangent) ?? graph.Literal(0, graph.ShapeOf(value).Size);

    private static NodeId Pull(GraphBuilder graph, NodeId value, NodeId x, NodeId cotangent)
        => Differentiation.Vjp.Append(graph, value, x, cotangent) ?? graph.Literal(0, graph.ShapeOf(x).Size);

    /// <summary>What is written in components, or with numbers, leaves something to simplify and to join; layers do not.</summary>
    public static ComputationGraph Finished(ComputationGraph graph)
        => graph.Nodes.Any(node => node is Slice or Select or Constant) ? Vectorization.Apply(Simplification.Apply(graph)) : graph;

    private static ComputationGraph Build(GraphBuilder graph, NodeId value, NodeId derivative, bool withValue)
        => Finished(withValue ? graph.Build(value, derivative) : graph.Build(derivative));
}
