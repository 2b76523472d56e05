namespace DslManifolds.Generator.Graph;

/// <summary>
/// Rewrites vectors that are put together from components into few, large operations: components computed alike, from components that
/// stand side by side or from one common operand, are computed at once. (c s x₀, c s x₁, c y) is c (s (x₀, x₁), y).
/// </summary>
internal sealed class Vectorization
{
    private const int LargestDepth = 4;
    private const string Same = "=";
    private const string Next = "+";

    private readonly ComputationGraph source;
    private readonly int[] uses;
    private readonly GraphBuilder graph = new();
    private readonly List<NodeId> copies = [];

    private Vectorization(ComputationGraph source)
    {
        this.source = source;
        uses = Simplification.Uses(source);
    }

    public static ComputationGraph Apply(ComputationGraph graph)
    {
        if (!graph.Nodes.Any(node => node is Concatenation))
            return graph;
        var pass = new Vectorization(graph);
        foreach (var node in graph.Nodes)
        {
            pass.copies.Add(node is Concatenation joined
                ? pass.Concatenate(joined.Parts)
                : pass.graph.Copy(node, [.. node.Operands.Select(operand => pass.copies[operand.Index])]));
        }

        return pass.graph.Build([.. graph.Outputs.Select(output => pass.copies[output.Index])]);
    }

    private NodeId Concatenate(IReadOnlyList<NodeId> parts)
    {
        if (CommonScale(parts) is { } scaled)
            return scaled;
        var joined = new List<NodeId>();
        for (var start = 0; start < parts.Count;)
        {
            var end = start + 1;
            if (end < parts.Count && Relation(parts[start], parts[end], LargestDepth) is { } relation && relation != Same)
            {
                while (end < parts.Count && Relation(parts[end - 1], parts[end], LargestDepth) == relation)
                    end++;
            }

            joined.Add(Join([.. parts.Skip(start).Take(end - start)]));
            start = end;
        }

        return graph.Concatenate(joined);
    }

    /// <summary>A constant factor or sign that all parts have, zeros aside, taken out of the vector.</summary>
    private NodeId? CommonScale(IReadOnlyList<NodeId> parts)
    {
        var factors = parts.Where(part => source[part] is not Constant { Value: 0 }).Select(Factor).Distinct().ToList();
        if (parts.Count == 1 || factors.Count != 1 || factors[0] is not { } factor)
            return null;
        var unscaled = Concatenate([.. parts.Select(part => source[part] switch
        {
            Unary negated => negated.Operand,
            Binary product => product.Left,
            _ => part,
        })]);
        return graph.Multiply(unscaled, graph.Literal(factor));
    }

    private double? Factor(NodeId part) => source[part] switch
    {
        Unary { Op: UnaryOp.Negate } when IsOwn(part) => -1,
        Binary { Op: BinaryOp.Multiply } product
            when IsOwn(part) && source[product.Right] is Constant constant && source[product.Left].Shape == product.Shape => constant.Value,
        _ => null,
    };

    /// <summary>
    /// How a node follows on another: as the same single component, as the next components of one vector, or by the same operation
    /// on operands that follow on one another; null where it does not, or where a node is needed by others too.
    /// </summary>
    private string? Relation(NodeId first, NodeId second, int depth)
    {
        if (first == second)
            return source[first].Shape.Size == 1 ? Same : null;
        switch (source[first], source[second])
        {
            case (Slice a, Slice b) when a.Operand == b.Operand && a.Start + a.Shape.Size == b.Start:
                return Next;
            case var _ when depth == 0 || !IsOwn(first) || !IsOwn(second):
                return null;
            case (Unary a, Unary b) when a.Op == b.Op:
                return Relation(a.Operand, b.Operand, depth - 1) is { } inner ? $"{a.Op}({inner})" : null;
            case (Binary a, Binary b) when a.Op == b.Op:
                return Operand(a.Left, b.Left, a) is { } left && Operand(a.Right, b.Right, a) is { } right ? $"{a.Op}({left},{right})" : null;
            default:
                return null;
        }

        string? Operand(NodeId a, NodeId b, Binary whole)
        {
            var relation = Relation(a, b, depth - 1);
            return relation == Same || source[a].Shape.Size == whole.Shape.Size ? relation : null;
        }
    }

    /// <summary>Whether a node is needed once, so that it falls away with what needs it.</summary>
    private bool IsOwn(NodeId id) => uses[id.Index] == 1;

    /// <summary>Parts that follow on one another in one way, as one node of the new graph.</summary>
    private NodeId Join(IReadOnlyList<NodeId> parts)
    {
        if (parts.Count == 1 || parts[0] == parts[1])
            return copies[parts[0].Index];
        return source[parts[0]] switch
        {
            Slice slice => graph.Slice(copies[slice.Operand.Index], slice.Start, parts.Sum(part => source[part].Shape.Size)),
            Unary unary => graph.Unary(unary.Op, Join([.. parts.Select(part => ((Unary)source[part]).Operand)])),
            Binary binary => graph.Binary(
                binary.Op,
                Join([.. parts.Select(part => ((Binary)source[part]).Left)]),
                Join([.. parts.Select(part => ((Binary)source[part]).Right)])),
            var other => throw new InvalidOperationException($"{other} cannot be joined."),
        };
    }
}
