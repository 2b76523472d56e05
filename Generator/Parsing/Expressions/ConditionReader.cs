using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DslManifolds.Generator.Parsing.Expressions;

/// <summary>Reads conditions, and joins what comes of their two sides.</summary>
internal static class ConditionReader
{
    public static ExpressionValue Read(Reading reading, IConditionalOperation conditional)
    {
        if (ExpressionReader.Read(reading, conditional.Condition) is not ConditionValue condition || conditional.WhenFalse is null)
            return UnknownValue.Instance;
        if (reading.ConstantOf(condition.Node) is { } known)
            return ExpressionReader.Read(reading, known != 0 ? conditional.WhenTrue : conditional.WhenFalse);
        return Both(
            reading,
            condition.Node,
            conditional.Condition.Syntax,
            () => ExpressionReader.Read(reading, conditional.WhenTrue),
            () => ExpressionReader.Read(reading, conditional.WhenFalse));
    }

    /// <summary>Reads both sides of a condition that depends on the point, each from what variables hold before.</summary>
    public static ExpressionValue Both(
        Reading reading, NodeId condition, SyntaxNode syntax, Func<ExpressionValue> whenTrue, Func<ExpressionValue> whenFalse)
    {
        var before = reading.Variables;
        var first = whenTrue();
        var after = reading.Variables;
        reading.Variables = before;
        var second = whenFalse();
        Join.Variables(reading, condition, syntax, after);
        return Join.Values(reading, condition, syntax, first, second);
    }

    public static ExpressionValue ShortCircuit(Reading reading, IBinaryOperation binary, ExpressionValue left, Func<ExpressionValue> right)
    {
        var isAnd = binary.OperatorKind == BinaryOperatorKind.ConditionalAnd;
        if (left is not ConditionValue first)
            return left is UnknownValue ? left : reading.Unsupported(binary, "its operands are no conditions");
        if (reading.ConstantOf(first.Node) is { } known)
            return known != 0 == isAnd ? right() : left;
        var before = reading.Variables;
        var value = right();
        if (value is not ConditionValue second)
            return value;
        // An assignment on the right happens where the left one holds, or does not.
        var after = reading.Variables;
        if (!ReferenceEquals(before, after))
        {
            reading.Variables = before;
            var happens = isAnd ? first.Node : reading.Graph.Unary(UnaryOp.Not, first.Node);
            Join.Variables(reading, happens, binary.LeftOperand.Syntax, after);
        }

        return new ConditionValue(isAnd ? And(reading, first.Node, second.Node) : Or(reading, first.Node, second.Node));
    }

    /// <summary>Two conditions by an operator that always looks at both, or null where it is none of conditions.</summary>
    public static ConditionValue? Combine(Reading reading, BinaryOperatorKind kind, ConditionValue left, ConditionValue right) => kind switch
    {
        BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd => new ConditionValue(And(reading, left.Node, right.Node)),
        BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr => new ConditionValue(Or(reading, left.Node, right.Node)),
        BinaryOperatorKind.Equals => new ConditionValue(reading.Graph.Binary(BinaryOp.Equal, left.Node, right.Node)),
        BinaryOperatorKind.ExclusiveOr or BinaryOperatorKind.NotEquals
            => new ConditionValue(reading.Graph.Unary(UnaryOp.Not, reading.Graph.Binary(BinaryOp.Equal, left.Node, right.Node))),
        _ => null,
    };

    public static NodeId And(Reading reading, NodeId left, NodeId right) => (reading.ConstantOf(left), reading.ConstantOf(right)) switch
    {
        ({ } known, _) => known != 0 ? right : left,
        (_, { } known) => known != 0 ? left : right,
        _ => left == right ? left : reading.Graph.Binary(BinaryOp.And, left, right),
    };

    public static NodeId Or(Reading reading, NodeId left, NodeId right) => (reading.ConstantOf(left), reading.ConstantOf(right)) switch
    {
        ({ } known, _) => known != 0 ? left : right,
        (_, { } known) => known != 0 ? right : left,
        _ => left == right ? left : reading.Graph.Binary(BinaryOp.Or, left, right),
    };
}
