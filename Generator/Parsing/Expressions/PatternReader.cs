using DslManifolds.Generator.Graph;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DslManifolds.Generator.Parsing.Expressions;

/// <summary>Reads patterns of numbers: x is &gt; 0 and &lt; 1, and switch expressions made of such.</summary>
internal static class PatternReader
{
    public static ExpressionValue Read(Reading reading, IIsPatternOperation test)
        => Matches(reading, ExpressionReader.Read(reading, test.Value), test.Pattern);

    public static ExpressionValue Read(Reading reading, ISwitchExpressionOperation choice)
    {
        var value = ExpressionReader.Read(reading, choice.Value);
        return value is UnknownValue ? value : Arms(reading, choice, value, 0);
    }

    /// <summary>Whether a value matches a pattern.</summary>
    public static ExpressionValue Matches(Reading reading, ExpressionValue value, IPatternOperation pattern)
    {
        switch (pattern)
        {
            case var _ when value is UnknownValue:
                return value;
            case IDiscardPatternOperation:
                return new ConditionValue(reading.Number(1));
            case IConstantPatternOperation constant:
                return Compare(reading, BinaryOperatorKind.Equals, value, constant.Value, pattern);
            case IRelationalPatternOperation relation:
                return Compare(reading, relation.OperatorKind, value, relation.Value, pattern);
            case INegatedPatternOperation negated:
                return Matches(reading, value, negated.Pattern) is ConditionValue condition
                    ? new ConditionValue(reading.Graph.Unary(UnaryOp.Not, condition.Node))
                    : UnknownValue.Instance;
            case IBinaryPatternOperation binary:
                return Matches(reading, value, binary.LeftPattern) is ConditionValue left
                    && Matches(reading, value, binary.RightPattern) is ConditionValue right
                    ? new ConditionValue(binary.OperatorKind == BinaryOperatorKind.And
                        ? ConditionReader.And(reading, left.Node, right.Node)
                        : ConditionReader.Or(reading, left.Node, right.Node))
                    : UnknownValue.Instance;
            default:
                return reading.Unsupported(pattern, "only patterns that compare numbers are followed");
        }
    }

    private static ExpressionValue Compare(
        Reading reading, BinaryOperatorKind kind, ExpressionValue value, IOperation constant, IOperation at)
        => OperatorReader.Calculate(reading, kind, value, ExpressionReader.Read(reading, constant), type: null, isChecked: false, at);

    private static ExpressionValue Arms(Reading reading, ISwitchExpressionOperation choice, ExpressionValue value, int index)
    {
        if (index == choice.Arms.Length)
            return reading.Unsupported(choice, "no arm of the switch is sure to match: let the last one be '_'");
        var arm = choice.Arms[index];
        var matches = Matches(reading, value, arm.Pattern);
        if (arm.Guard is { } guard && matches is ConditionValue matched)
        {
            matches = ExpressionReader.Read(reading, guard) is ConditionValue also
                ? new ConditionValue(ConditionReader.And(reading, matched.Node, also.Node))
                : UnknownValue.Instance;
        }

        if (matches is not ConditionValue condition)
            return UnknownValue.Instance;
        if (reading.ConstantOf(condition.Node) is { } known)
            return known != 0 ? ExpressionReader.Read(reading, arm.Value) : Arms(reading, choice, value, index + 1);
        return ConditionReader.Both(
            reading,
            condition.Node,
            arm.Pattern.Syntax,
            () => ExpressionReader.Read(reading, arm.Value),
            () => Arms(reading, choice, value, index + 1));
    }
}
