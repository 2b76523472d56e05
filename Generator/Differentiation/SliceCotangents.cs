using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Differentiation;

/// <summary>
/// Cotangents of the slices of one vector, put together as one vector: slices that do not overlap stand beside each other with zeros
/// between, overlapping ones are added.
/// </summary>
internal sealed class SliceCotangents
{
    private readonly List<(int Start, int Size, NodeId Cotangent)> slices = [];

    public void Add(GraphBuilder graph, Slice slice, NodeId cotangent) => slices.Add((slice.Start, graph.ShapeOf(cotangent).Size, cotangent));

    public NodeId Join(GraphBuilder graph, int size)
    {
        var waiting = slices.OrderBy(slice => slice.Start).ThenBy(slice => slice.Size).ToList();
        NodeId? sum = null;
        while (waiting.Count > 0)
        {
            // As many as stand one behind another, from left to right.
            var parts = new List<NodeId>();
            var overlapping = new List<(int Start, int Size, NodeId Cotangent)>();
            var end = 0;
            foreach (var slice in waiting)
            {
                if (slice.Start < end)
                {
                    overlapping.Add(slice);
                    continue;
                }

                if (slice.Start > end)
                    parts.Add(graph.Literal(0, slice.Start - end));
                parts.Add(slice.Cotangent);
                end = slice.Start + slice.Size;
            }

            if (end < size)
                parts.Add(graph.Literal(0, size - end));
            var joined = graph.Concatenate(parts);
            sum = sum is { } others ? graph.Add(others, joined) : joined;
            waiting = overlapping;
        }

        return sum!.Value;
    }
}
