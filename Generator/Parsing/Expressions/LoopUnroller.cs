using DslManifolds.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DslManifolds.Generator.Parsing.Expressions;

/// <summary>Reads loops step by step: whether there is a next one must be known while the body is read.</summary>
internal static class LoopUnroller
{
    public static Jump Read(Reading reading, ILoopOperation loop)
    {
        var frame = reading.Frames[^1];
        var outer = (frame.BreakConditions, frame.ContinueConditions);
        (frame.BreakConditions, frame.ContinueConditions) = (frame.Conditions, frame.Conditions);
        var jump = loop is IForLoopOperation counted
            ? For(reading, counted)
            : While(reading, (IWhileLoopOperation)loop);
        (frame.BreakConditions, frame.ContinueConditions) = outer;
        return jump;
    }

    private static Jump For(Reading reading, IForLoopOperation loop)
    {
        if (StatementReader.Block(reading, loop.Before) == Jump.Stop)
            return Jump.Stop;
        while (true)
        {
            if (GoesOn(reading, loop.Condition, loop) is not { } goesOn)
                return Jump.Stop;
            if (!goesOn)
                return Jump.None;
            if (Step(reading, loop) is { } end)
                return end;
            if (StatementReader.Block(reading, loop.AtLoopBottom) == Jump.Stop)
                return Jump.Stop;
        }
    }

    private static Jump While(Reading reading, IWhileLoopOperation loop)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            if (loop.ConditionIsTop || !isFirst)
            {
                if (GoesOn(reading, loop.Condition, loop) is not { } goesOn)
                    return Jump.Stop;
                if (goesOn == loop.ConditionIsUntil)
                    return Jump.None;
            }

            if (Step(reading, loop) is { } end)
                return end;
        }
    }

    /// <summary>One step. Not null where it is the last one.</summary>
    private static Jump? Step(Reading reading, ILoopOperation loop)
    {
        if (!reading.TakeStep(loop))
            return Jump.Stop;
        return StatementReader.Read(reading, loop.Body) switch
        {
            Jump.None or Jump.Continue => null,
            Jump.Break => Jump.None,
            var jump => jump,
        };
    }

    private static bool? GoesOn(Reading reading, IOperation? condition, ILoopOperation loop)
    {
        if (condition is null)
            return true;
        if (ExpressionReader.Read(reading, condition) is not ConditionValue value)
            return null;
        if (reading.ConstantOf(value.Node) is { } known)
            return known != 0;
        reading.Report(
            DiagnosticDescriptors.NotConstant,
            condition,
            Reading.Quote(condition.Syntax),
            "decides how often a loop runs and depends on the point or on a parameter");
        return null;
    }
}
