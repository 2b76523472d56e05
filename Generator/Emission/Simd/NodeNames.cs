using DslManifolds.Generator.Emission.Torch;
using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Simd;

/// <summary>What the result of a node is called in generated code.</summary>
internal static class NodeNames
{
    public static string Of(ComputationGraph graph, Node node)
    {
        return node switch
        {
            Binary { Op: BinaryOp.Multiply } product when IsActivation(product, UnaryOp.Sigmoid) => "silu",
            Binary { Op: BinaryOp.Multiply } product when IsActivation(product, UnaryOp.NormalCdf) => "gelu",
            Affine affine => affine.Bias is null ? "pushed" : "affine",
            Pullback => "pulled",
            Contraction => "contracted",
            Application => "applied",
            Unary unary => Lower(unary.Op.ToString()),
            Binary binary => ElementwiseStatements.NameOf(binary),
            Select => "chosen",
            Slice => "slice",
            Concatenation => "joined",
            RowStack => "stacked",
            Sum => "total",
            LogSumExp => "logSumExp",
            OperandCall call => OperandCallStatements.NameOf(call),
            CallResult result => OperandCallStatements.NameOf(result),
            _ => "filled",
        };

        // The product that stands for an activation where its factor is at hand.
        bool IsActivation(Binary product, UnaryOp factor)
            => graph[product.Right] is Unary unary && unary.Op == factor && unary.Operand == product.Left;
    }

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);
}
