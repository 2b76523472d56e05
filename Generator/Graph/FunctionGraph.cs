using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Graph;

/// <summary>Writes a <see cref="FunctionSpec"/> into a graph: its parts' outputs, one behind another.</summary>
internal static class FunctionGraph
{
    public static DifferentiableFunction Of(FunctionSpec function) => new(
        function.Inputs,
        function.Outputs,
        (graph, x) => graph.Concatenate([.. function.Parts.SelectMany(part => Append(graph, part, x))]));

    private static IEnumerable<NodeId> Append(GraphBuilder graph, PartSpec part, NodeId x) => part switch
    {
        MlpSpec mlp => [MlpGraph.Append(graph, mlp, x)],
        CouplingFlowSpec flow => [CouplingFlowGraph.Append(graph, flow, x)],
        ExpressionSpec expressions => Import(graph, expressions.Graph, x),
        SphereSpec sphere => [graph.Subtract(graph.Sum(graph.Multiply(x, x)), graph.Literal(sphere.Radius * sphere.Radius))],
        StiefelSpec stiefel => [Stiefel(graph, stiefel, x)],
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, null),
    };

    /// <summary>Copies a graph of the point into another one, where it meets the same rules of sharing and folding.</summary>
    private static IEnumerable<NodeId> Import(GraphBuilder graph, ComputationGraph source, NodeId x)
    {
        var copies = new List<NodeId>();
        foreach (var node in source.Nodes)
            copies.Add(node is Input ? x : graph.Copy(node, [.. node.Operands.Select(operand => copies[operand.Index])]));
        return source.Outputs.Select(output => copies[output.Index]).ToList();
    }

    /// <summary>
    /// Output (i, j), i ≤ j, is Σᵣ Xᵣᵢ Xᵣⱼ − δᵢⱼ: two selections of x, multiplied and summed, so that a few large operations do it.
    /// </summary>
    private static NodeId Stiefel(GraphBuilder graph, StiefelSpec stiefel, NodeId x)
    {
        var (p, q) = (stiefel.Rows, stiefel.Columns);
        var pairs = (from i in Enumerable.Range(0, q) from j in Enumerable.Range(i, q - i) select (I: i, J: j)).ToList();
        var terms = (from pair in pairs from r in Enumerable.Range(0, p) select (Left: (r * q) + pair.I, Right: (r * q) + pair.J)).ToList();
        var left = graph.Affine(Selection(graph, terms.Select(term => term.Left), p * q), null, x);
        var right = graph.Affine(Selection(graph, terms.Select(term => term.Right), p * q), null, x);
        var sums = new double[pairs.Count * terms.Count];
        for (var t = 0; t < terms.Count; t++)
            sums[(t / p * terms.Count) + t] = 1;
        var inner = graph.Affine(graph.Matrix(sums, pairs.Count, terms.Count), null, graph.Multiply(left, right));
        return graph.Subtract(inner, graph.Vector([.. pairs.Select(pair => pair.I == pair.J ? 1.0 : 0.0)]));
    }

    /// <summary>A matrix whose rows are unit vectors.</summary>
    private static NodeId Selection(GraphBuilder graph, IEnumerable<int> components, int size)
    {
        var chosen = components.ToList();
        var entries = new double[chosen.Count * size];
        for (var row = 0; row < chosen.Count; row++)
            entries[(row * size) + chosen[row]] = 1;
        return graph.Matrix(entries, chosen.Count, size);
    }
}
