using DslManifolds.Generator.Graph;

namespace DslManifolds.Generator.Emission.Torch;

/// <summary>Which nodes of a graph libtorch computes as truth values: comparisons, what connects them, choices between them.</summary>
internal static class Conditions
{
    public static bool[] Of(ComputationGraph graph)
    {
        var conditions = new bool[graph.Nodes.Count];
        for (var i = 0; i < conditions.Length; i++)
        {
            conditions[i] = graph.Nodes[i] switch
            {
                Binary binary => BinaryFunctions.IsCondition(binary.Op),
                Unary unary => unary.Op == UnaryOp.Not,
                Select select => conditions[select.WhenTrue.Index] && conditions[select.WhenFalse.Index],
                Slice slice => conditions[slice.Operand.Index],
                _ => false,
            };
        }

        return conditions;
    }
}
