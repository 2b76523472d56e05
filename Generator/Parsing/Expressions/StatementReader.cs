using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Graph;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DslManifolds.Generator.Parsing.Expressions;

/// <summary>Reads statements in their order, both sides of conditions that depend on the point.</summary>
internal static class StatementReader
{
    public static Jump Read(Reading reading, IOperation statement)
    {
        switch (statement)
        {
            case IBlockOperation block:
                return Block(reading, block.Operations);
            case IVariableDeclarationGroupOperation group:
                foreach (var declaration in group.Declarations)
                    Declare(reading, declaration);
                return Jump.None;
            case IExpressionStatementOperation expression:
                ExpressionReader.Read(reading, expression.Operation);
                return Jump.None;
            case IReturnOperation result:
                reading.Frames[^1].Result = result.ReturnedValue is { } value
                    ? ExpressionReader.Read(reading, value)
                    : ListValue.Nothing;
                return Jump.Return;
            case IConditionalOperation conditional:
                return Conditional(reading, conditional);
            case IForLoopOperation or IWhileLoopOperation:
                return LoopUnroller.Read(reading, (ILoopOperation)statement);
            case ISwitchOperation choice:
                return SwitchReader.Read(reading, choice);
            case IBranchOperation { BranchKind: BranchKind.Break or BranchKind.Continue } branch:
                return Branch(reading, branch);
            case ILocalFunctionOperation or IEmptyOperation:
                return Jump.None;
            case IInvalidOperation:
                reading.Declaration.Reject();
                return Jump.Stop;
            default:
                reading.Unsupported(statement, "the statement is not followed");
                return Jump.Stop;
        }
    }

    /// <summary>Reads statements one after another.</summary>
    public static Jump Block(Reading reading, IEnumerable<IOperation> statements)
    {
        foreach (var statement in statements)
        {
            if (Read(reading, statement) is not Jump.None and var jump)
                return jump;
        }

        return Jump.None;
    }

    private static void Declare(Reading reading, IVariableDeclarationOperation declaration)
    {
        foreach (var declarator in declaration.Declarators)
        {
            if (declarator.Symbol.IsRef)
            {
                reading.Unsupported(declarator, "it is another name for a variable");
            }
            else if ((declarator.Initializer ?? declaration.Initializer)?.Value is { } initializer)
            {
                // First the value: reading it may change other variables.
                var value = ExpressionReader.Read(reading, initializer);
                reading.Variables = reading.Variables.SetItem(declarator.Symbol, value);
            }
            else
            {
                reading.Variables = reading.Variables.Remove(declarator.Symbol);
            }
        }
    }

    private static Jump Conditional(Reading reading, IConditionalOperation conditional)
    {
        if (ExpressionReader.Read(reading, conditional.Condition) is not ConditionValue condition)
            return Jump.Stop;
        if (reading.ConstantOf(condition.Node) is { } known)
        {
            var taken = known != 0 ? conditional.WhenTrue : conditional.WhenFalse;
            return taken is null ? Jump.None : Read(reading, taken);
        }

        return Both(
            reading,
            condition.Node,
            conditional.Condition.Syntax,
            () => Read(reading, conditional.WhenTrue),
            () => conditional.WhenFalse is { } otherwise ? Read(reading, otherwise) : Jump.None);
    }

    /// <summary>
    /// Reads both sides of a condition that depends on the point. A side that returns leaves a conditional return behind, and
    /// reading goes on with the other one; where neither does, their variables are joined.
    /// </summary>
    public static Jump Both(Reading reading, NodeId condition, SyntaxNode syntax, Func<Jump> whenTrue, Func<Jump> whenFalse)
    {
        var frame = reading.Frames[^1];
        var before = reading.Variables;
        frame.Conditions++;
        var first = Side(reading, condition, whenTrue);
        var afterTrue = reading.Variables;
        var opposite = reading.Graph.Unary(UnaryOp.Not, condition);
        if (first == Jump.Return)
            frame.Returns.Add(new ConditionalReturn(condition, syntax, frame.Result, afterTrue));

        reading.Variables = before;
        // Where the other side has returned, its condition is known not to hold.
        var second = Side(reading, first == Jump.Return ? reading.Number(1) : opposite, whenFalse);
        frame.Conditions--;
        if (first == Jump.Stop || second == Jump.Stop)
            return Jump.Stop;
        if (first == Jump.Return)
            return second;
        if (second == Jump.Return)
        {
            frame.Returns.Add(new ConditionalReturn(opposite, syntax, frame.Result, reading.Variables));
            reading.Variables = afterTrue;
            return Jump.None;
        }

        Join.Variables(reading, condition, syntax, afterTrue);
        return Jump.None;
    }

    /// <summary>Reads one side; the conditional returns in it happen only where its own condition holds too.</summary>
    private static Jump Side(Reading reading, NodeId condition, Func<Jump> side)
    {
        var returns = reading.Frames[^1].Returns;
        var count = returns.Count;
        var jump = side();
        for (var i = count; i < returns.Count; i++)
            returns[i] = returns[i] with { Condition = ConditionReader.And(reading, condition, returns[i].Condition) };
        return jump;
    }

    private static Jump Branch(Reading reading, IBranchOperation branch)
    {
        var frame = reading.Frames[^1];
        var isBreak = branch.BranchKind == BranchKind.Break;
        if (frame.Conditions == (isBreak ? frame.BreakConditions : frame.ContinueConditions))
            return isBreak ? Jump.Break : Jump.Continue;
        reading.Report(
            DiagnosticDescriptors.NotConstant,
            branch,
            Reading.Quote(branch.Syntax),
            "leaves a loop under a condition that depends on the point");
        return Jump.Stop;
    }
}
