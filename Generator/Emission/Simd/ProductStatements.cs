using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Simd;

/// <summary>Calls of products with matrices: those that all samples share, and those that each sample has of its own.</summary>
internal static class ProductStatements
{
    public static void Emit(KernelBody body, NodeId id)
    {
        var node = body.Graph[id];
        var operands = ScratchPlan.Vectors(node).Select(body.Lanes).ToList();
        var result = body.Lanes(id);
        switch (node)
        {
            case Affine { Bias: { } bias } affine:
                var (rows, columns) = (node.Shape.Size, body.Graph[affine.Operand].Shape.Size);
                for (var row = 0; row < node.Shape.Rows; row++)
                {
                    var parameters = $"{Weights(body, affine.Weight)}, {Weights(body, bias)}";
                    body.Statements.Line(body.Memory.Product(
                        "Affine", rows, columns, $"{parameters}, {From(operands[0], row * columns)}, {From(result, row * rows)}"));
                }

                break;
            case Affine affine:
                Product(body, "Linear", affine.Weight, operands[0], result, node.Shape.Rows);
                break;
            case Pullback pullback:
                Product(body, "Pullback", pullback.Weight, operands[0], result, node.Shape.Rows);
                break;
            case Contraction contraction:
                var matrix = body.Graph[contraction.Matrix].Shape;
                body.Statements.Line(
                    $"{KernelNames.StackProducts}.Contract({operands[0]}, {operands[1]}, {result}, {node.Shape.Rows}, {matrix.Rows}, {matrix.Size});");
                break;
            case Application application:
                matrix = body.Graph[application.Matrix].Shape;
                body.Statements.Line(
                    $"{KernelNames.StackProducts}.Apply({operands[0]}, {operands[1]}, {result}, {node.Shape.Rows}, {matrix.Rows}, {matrix.Size});");
                break;
            default:
                throw new InvalidOperationException($"{node} is no product.");
        }
    }

    private static void Product(KernelBody body, string method, NodeId weight, string operand, string result, int stack)
    {
        var shape = body.Graph[weight].Shape;
        if (stack > 1)
        {
            body.Statements.Line(
                $"{KernelNames.Dense}.{method}({Weights(body, weight)}, {operand}, {result}, {shape.Rows}, {shape.Size}, {stack});");
            return;
        }

        body.Statements.Line(
            body.Memory.Product(method, shape.Rows, shape.Size, $"{Weights(body, weight)}, {operand}, {result}"));
    }

    private static string Weights(KernelBody body, NodeId id)
    {
        var (name, offset) = body.Address(id);
        return From(name, offset);
    }

    private static string From(string name, int offset) => offset == 0 ? name : $"{name}.From({offset})";
}
