namespace DslManifolds.Generator.Graph;

/// <summary>Computes operations whose operands are all numbers.</summary>
internal static class ConstantFolding
{
    public static bool IsNumber(GraphBuilder graph, NodeId id) => graph[id] is Constant or ConstantMatrix;

    /// <summary>An elementwise operation on numbers.</summary>
    public static NodeId Elementwise(GraphBuilder graph, Func<double[], double> function, params NodeId[] operands)
    {
        var nodes = operands.Select(operand => graph[operand]).ToArray();
        var shape = nodes.Select(node => node.Shape).Aggregate(Shape.Broadcast);
        if (nodes.All(node => node is Constant))
            return graph.Literal(function([.. nodes.Select(node => ((Constant)node).Value)]), shape.Size);
        var entries = from i in Enumerable.Range(0, shape.Rows)
                      from j in Enumerable.Range(0, shape.Size)
                      select function([.. nodes.Select(node => Entry(node, i, j))]);
        return Matrix(graph, [.. entries], shape.Rows, shape.Size);
    }

    /// <summary>A vector of numbers, or null where a part is none.</summary>
    public static NodeId? Concatenate(GraphBuilder graph, IReadOnlyList<NodeId> parts)
    {
        if (parts.Any(part => graph[part] is not (Constant or ConstantMatrix { Rows: 1 })))
            return null;
        double[] entries = [.. parts.SelectMany(part => Enumerable.Range(0, graph.ShapeOf(part).Size).Select(j => Entry(graph[part], 0, j)))];
        return Matrix(graph, entries, 1, entries.Length);
    }

    /// <summary>The sum of a vector of numbers, or null where it is none.</summary>
    public static NodeId? Sum(GraphBuilder graph, NodeId operand) => graph[operand] switch
    {
        Constant constant => graph.Literal(constant.Size * constant.Value),
        ConstantMatrix { Rows: 1 } vector => graph.Literal(vector.Values.Sum()),
        _ => null,
    };

    /// <summary>Components of a matrix of numbers.</summary>
    public static NodeId Slice(GraphBuilder graph, ConstantMatrix matrix, int start, int count)
    {
        var entries = from i in Enumerable.Range(0, matrix.Rows) from j in Enumerable.Range(start, count) select Entry(matrix, i, j);
        return Matrix(graph, [.. entries], matrix.Rows, count);
    }

    /// <summary>Equal numbers are one number for every component, so that rules for that apply.</summary>
    private static NodeId Matrix(GraphBuilder graph, double[] entries, int rows, int columns)
        => rows == 1 && entries.All(entry => entry.Equals(entries[0]))
            ? graph.Literal(entries[0], columns)
            : graph.Matrix(entries, rows, columns);

    /// <summary>An entry; a single row stands for all rows, a single component for all components.</summary>
    private static double Entry(Node node, int row, int column) => node is ConstantMatrix matrix
        ? matrix.Values[((matrix.Rows == 1 ? 0 : row) * matrix.Columns) + (matrix.Columns == 1 ? 0 : column)]
        : ((Constant)node).Value;
}
