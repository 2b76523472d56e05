using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Torch;

/// <summary>Statements that take vectors apart, put them together, and sum over their components.</summary>
internal static class VectorStatements
{
    public static string Slice(TorchBody body, NodeId id, Slice node)
        => $"{(body.IsCondition(id) ? body.Name(node.Operand) : Whole(body, node.Operand))}.narrow(-1, {node.Start}, {node.Shape.Size})";

    public static string Concatenation(TorchBody body, NodeId id, Concatenation node)
        => Cat(node.Parts.Select(part => body.Filled(part, node.Shape)), -1);

    public static string RowStack(TorchBody body, NodeId id, RowStack node)
    {
        var parts = node.Parts.Select(part => body.Filled(part, body.ShapeOf(part) with { Batched = node.Shape.Batched })).ToList();
        if (!node.Shape.Batched)
            return Cat(parts, 0);
        if (node.Parts.All(part => body.ShapeOf(part).Rows == 1))
            return $"{TypeNames.Torch}.stack({Array(parts)}, 1)";
        return Cat(
            node.Parts.Select((part, i) => body.ShapeOf(part).Rows == 1 ? body.Temporary("row", $"{parts[i]}.unsqueeze(1)") : parts[i]), 1);
    }

    public static string Sum(TorchBody body, NodeId id, Sum node) => $"{Whole(body, node.Operand)}.sum(-1, keepdim: true)";

    public static string LogSumExp(TorchBody body, NodeId id, LogSumExp node) => $"{Whole(body, node.Operand)}.logsumexp(-1, keepdim: true)";

    private static string Whole(TorchBody body, NodeId id) => body.Filled(id, body.ShapeOf(id));

    private static string Cat(IEnumerable<string> parts, int axis) => $"{TypeNames.Torch}.cat({Array(parts.ToList())}, {axis})";

    private static string Array(IReadOnlyList<string> parts) => $"new[] {{ {string.Join(", ", parts)} }}";
}
