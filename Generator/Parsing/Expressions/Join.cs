using System.Collections.Immutable;
using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Graph;
using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Parsing.Expressions;

/// <summary>Joins what comes of the two sides of a condition that is not known while the body is read.</summary>
internal static class Join
{
    /// <summary>Variables hold what they hold in <paramref name="whenTrue"/> where the condition holds, elsewhere what they do now.</summary>
    public static void Variables(
        Reading reading, NodeId condition, SyntaxNode syntax, ImmutableDictionary<ISymbol, ExpressionValue> whenTrue)
    {
        var whenFalse = reading.Variables;
        if (ReferenceEquals(whenTrue, whenFalse))
            return;
        var joined = whenFalse.ToBuilder();
        foreach (var pair in whenFalse)
        {
            // What exists on one side only ends with it.
            if (!whenTrue.TryGetValue(pair.Key, out var other))
                joined.Remove(pair.Key);
            else if (!other.Equals(pair.Value))
                joined[pair.Key] = Values(reading, condition, syntax, other, pair.Value);
        }

        reading.Variables = joined.ToImmutable();
    }

    /// <summary>One value where the condition holds, another elsewhere. Where they differ, the function may have a kink or a jump there.</summary>
    public static ExpressionValue Values(
        Reading reading, NodeId condition, SyntaxNode syntax, ExpressionValue whenTrue, ExpressionValue whenFalse)
    {
        if (whenTrue.Equals(whenFalse))
            return whenTrue;
        switch (whenTrue, whenFalse)
        {
            case (ListValue first, ListValue second) when first.Items.Count == second.Items.Count:
                return new ListValue(first.Items.Zip(second.Items, (a, b) => Values(reading, condition, syntax, a, b)));
            case (ConditionValue first, ConditionValue second):
                return new ConditionValue(ConditionReader.Or(
                    reading,
                    ConditionReader.And(reading, condition, first.Node),
                    ConditionReader.And(reading, reading.Graph.Unary(UnaryOp.Not, condition), second.Node)));
        }

        if (Conversions.Real(reading, whenTrue) is not { } a || Conversions.Real(reading, whenFalse) is not { } b)
            return UnknownValue.Instance;
        var node = reading.Graph.Select(condition, a.Node, b.Node);
        if (reading.DependsOnPoint(condition) && reading.Graph[node] is Select)
            reading.Warn(DiagnosticDescriptors.NotSmooth, syntax, "chooses between two expressions, which may meet in a kink or a jump");
        return new ScalarValue(node);
    }
}
