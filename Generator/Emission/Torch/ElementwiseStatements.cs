using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Torch;

/// <summary>Statements of operations that act on each component alone, with broadcasting.</summary>
internal static class ElementwiseStatements
{
    public static string NameOf(Binary node) => node.Op switch
    {
        BinaryOp.Add => "sum",
        BinaryOp.Subtract => "difference",
        BinaryOp.Multiply => "product",
        BinaryOp.Divide => "quotient",
        BinaryOp.TowardsOne => "slope",
        BinaryOp.Power => "power",
        BinaryOp.ArcTangent2 => "angle",
        BinaryOp.Minimum => "smaller",
        BinaryOp.Maximum => "larger",
        _ => "condition",
    };

    public static string Unary(TorchBody body, NodeId id, Unary node)
    {
        var operand = node.Op == UnaryOp.Not ? body.Name(node.Operand) : body.Number(node.Operand);
        var constants = TorchOperations.UsesConstants(node.Op) ? body.Numbers : "";
        return body.Storage.Overwritten(id) is null
            ? TorchOperations.Fresh(node.Op, operand, constants)
            : TorchOperations.InPlace(node.Op, operand, constants);
    }

    public static string Binary(TorchBody body, NodeId id, Binary node)
    {
        var overwritten = body.Storage.Overwritten(id);
        if (TorchOperations.IsReciprocal(body.Graph, node))
            return $"{body.Number(node.Right)}.reciprocal{(overwritten is null ? "" : "_")}()";
        var (first, second) = overwritten == node.Right ? (node.Right, node.Left) : (node.Left, node.Right);
        var (a, b) = (Operand(first, second), Operand(second, first));
        var constants = TorchOperations.UsesConstants(node.Op) ? body.Numbers : "";
        return overwritten is null
            ? TorchOperations.Fresh(node.Op, a, b, constants)
            : TorchOperations.InPlace(node.Op, a, b, constants);

        string Operand(NodeId operand, NodeId other)
        {
            // Conditions go as they are into other conditions, and into products, where truth counts as 1.
            var stays = node.Op is BinaryOp.And or BinaryOp.Or || (node.Op == BinaryOp.Multiply && !body.IsCondition(other));
            var name = stays && body.IsCondition(operand) ? body.Name(operand) : Sized(body, operand, node.Shape, [other]);
            return body.Aligned(operand, name, node.Shape);
        }
    }

    public static string Select(TorchBody body, NodeId id, Select node)
    {
        // What is chosen from conditions is one; a constant where the others are wants no conversion.
        var condition = body.IsCondition(node.Condition)
            ? body.Name(node.Condition)
            : body.Temporary("condition", $"{body.Name(node.Condition)}.ne({body.Numbers}.Number(0))");
        condition = body.Aligned(node.Condition, condition, node.Shape);
        return $"{TypeNames.Torch}.where({condition}, {Branch(node.WhenTrue, node.WhenFalse)}, {Branch(node.WhenFalse, node.WhenTrue)})";

        string Branch(NodeId branch, NodeId other)
        {
            var name = body.IsCondition(id) ? body.Name(branch) : Sized(body, branch, node.Shape, [other, node.Condition]);
            return body.Aligned(branch, name, node.Shape);
        }
    }

    /// <summary>An operand, a number written out to several components where no other operand has as many as the result.</summary>
    private static string Sized(TorchBody body, NodeId operand, Shape result, IEnumerable<NodeId> others)
        => body.ShapeOf(operand).Size == result.Size
            && others.All(other => body.ShapeOf(other).Size < result.Size || body.Graph[other] is Constant)
                ? body.Wide(operand)
                : body.Number(operand);
}
