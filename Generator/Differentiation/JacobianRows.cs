using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Differentiation;

/// <summary>
/// The Jacobian, from graph to graph: its rows are the pullbacks of the unit vectors, all at once for a vector that is one value, part
/// by part for one that is joined from several.
/// </summary>
internal static class JacobianRows
{
    public static NodeId Append(GraphBuilder graph, NodeId output, NodeId input)
    {
        if (graph[output] is Concatenation { Shape.Rows: 1 } joined)
            return graph.StackRows([.. joined.Parts.Select(part => Append(graph, part, input))]);
        var (outputs, inputs) = (graph.ShapeOf(output).Size, graph.ShapeOf(input).Size);
        var cotangent = outputs == 1 ? graph.Literal(1) : graph.Add(new UnitVectors(outputs));
        var rows = Vjp.Append(graph, output, input, cotangent) ?? graph.Literal(0, inputs);
        // A zero may have lost its rows: it is one row that stands for all.
        return graph.ShapeOf(rows).Rows == outputs ? rows : graph.StackRows([.. Enumerable.Repeat(rows, outputs)]);
    }
}
