using DslManifolds.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DslManifolds.Generator.Parsing.Expressions;

/// <summary>Reads switch statements whose case is known while the body is read.</summary>
internal static class SwitchReader
{
    public static Jump Read(Reading reading, ISwitchOperation choice)
    {
        var value = ExpressionReader.Read(reading, choice.Value);
        if (value is UnknownValue)
            return Jump.Stop;
        ISwitchCaseOperation? otherwise = null;
        foreach (var section in choice.Cases)
        {
            foreach (var clause in section.Clauses)
            {
                if (clause is IDefaultCaseClauseOperation)
                {
                    otherwise = section;
                    continue;
                }

                if (Matches(reading, value, clause) is not ConditionValue condition)
                    return Jump.Stop;
                if (reading.ConstantOf(condition.Node) is not { } known)
                {
                    reading.Unsupported(choice.Value, "a switch statement needs a value that is known: use a switch expression or if");
                    return Jump.Stop;
                }

                if (known != 0)
                    return Section(reading, section);
            }
        }

        return otherwise is null ? Jump.None : Section(reading, otherwise);
    }

    private static ExpressionValue Matches(Reading reading, ExpressionValue value, ICaseClauseOperation clause) => clause switch
    {
        ISingleValueCaseClauseOperation single => OperatorReader.Calculate(
            reading, BinaryOperatorKind.Equals, value, ExpressionReader.Read(reading, single.Value), type: null, isChecked: false, clause),
        IPatternCaseClauseOperation { Guard: null } pattern => PatternReader.Matches(reading, value, pattern.Pattern),
        _ => reading.Unsupported(clause, "the case is not followed"),
    };

    private static Jump Section(Reading reading, ISwitchCaseOperation section)
    {
        var frame = reading.Frames[^1];
        var outer = frame.BreakConditions;
        frame.BreakConditions = frame.Conditions;
        var jump = StatementReader.Block(reading, section.Body);
        frame.BreakConditions = outer;
        return jump == Jump.Break ? Jump.None : jump;
    }
}
