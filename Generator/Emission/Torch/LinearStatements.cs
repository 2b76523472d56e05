using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Torch;

/// <summary>Statements of products with matrices: those that all samples share, and those that each sample has of its own.</summary>
internal static class LinearStatements
{
    public static string Affine(TorchBody body, NodeId id, Affine node)
    {
        var operand = Operand(body, node.Operand);
        if (node.Bias is not { } bias)
            return Pushed(body, node.Weight, operand, node.Shape);
        if (body.Recorded && body.Graph[node.Weight] is Parameter)
            return $"{TypeNames.Functional}.linear({operand}, {body.Name(node.Weight)}, {body.Name(bias)})";
        return node.Shape.Rows == 1
            ? $"{body.Wide(bias)}.addmm({operand}, {body.Transposed(node.Weight)}, 1, 1)"
            : $"{Pushed(body, node.Weight, operand, node.Shape)}.add_({body.Wide(bias)}, {TypeNames.SafeArithmetic}.One)";
    }

    public static string Pullback(TorchBody body, NodeId id, Pullback node)
        => $"{Operand(body, node.Operand)}.{Product(node.Shape)}({body.Number(node.Weight)})";

    /// <summary>Σᵢ wᵢ Jᵢ.</summary>
    public static string Contraction(TorchBody body, NodeId id, Contraction node)
    {
        var weights = Operand(body, node.Weights);
        var matrix = body.Number(node.Matrix);
        return body.ShapeOf(node.Matrix).Batched
            ? Batched(body, node.Weights, weights, matrix)
            : $"{weights}.{Product(node.Shape)}({matrix})";
    }

    /// <summary>J v.</summary>
    public static string Application(TorchBody body, NodeId id, Application node)
    {
        var vector = Operand(body, node.Vector);
        if (!body.ShapeOf(node.Matrix).Batched)
            return Pushed(body, node.Matrix, vector, node.Shape);
        var transposed = body.Temporary("transposed", $"{body.Number(node.Matrix)}.transpose(1, 2)");
        return Batched(body, node.Vector, vector, transposed);
    }

    /// <summary>Rows times a matrix of each sample's own; a single row is a stack of one meanwhile.</summary>
    private static string Batched(TorchBody body, NodeId rows, string name, string matrix)
    {
        var shape = body.ShapeOf(rows);
        if (shape.Rows > 1)
            return $"{name}.matmul({matrix})";
        var row = shape.Batched ? body.Temporary("row", $"{name}.unsqueeze(1)") : name;
        return $"{body.Temporary("rows", $"{row}.matmul({matrix})")}.squeeze(1)";
    }

    /// <summary>W x for a matrix that all samples share.</summary>
    private static string Pushed(TorchBody body, NodeId matrix, string vector, Shape result)
        => body.Recorded && body.Graph[matrix] is Parameter
            ? $"{TypeNames.Functional}.linear({vector}, {body.Name(matrix)})"
            : $"{vector}.{Product(result)}({body.Transposed(matrix)})";

    /// <summary>An operand with at least two axes and all components.</summary>
    private static string Operand(TorchBody body, NodeId id) => body.Filled(id, body.ShapeOf(id));

    private static string Product(Shape shape) => shape.Batched && shape.Rows > 1 ? "matmul" : "mm";
}
