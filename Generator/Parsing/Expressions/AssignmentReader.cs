using System.Numerics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DslManifolds.Generator.Parsing.Expressions;

/// <summary>Reads assignments to locals and parameters.</summary>
internal static class AssignmentReader
{
    public static ExpressionValue Read(Reading reading, ISimpleAssignmentOperation assignment)
        => assignment.IsRef
            ? reading.Unsupported(assignment, "it gives a variable another name")
            : Assign(reading, assignment.Target, ExpressionReader.Read(reading, assignment.Value), assignment);

    public static ExpressionValue Read(Reading reading, IDeconstructionAssignmentOperation assignment)
        => Assign(reading, assignment.Target, ExpressionReader.Read(reading, assignment.Value), assignment);

    public static ExpressionValue Read(Reading reading, ICompoundAssignmentOperation assignment)
    {
        var target = ExpressionReader.Read(reading, assignment.Target);
        var value = ExpressionReader.Read(reading, assignment.Value);
        if (target is UnknownValue || value is UnknownValue)
            return Assign(reading, assignment.Target, UnknownValue.Instance, assignment);
        if (assignment.OperatorMethod is not null || assignment.Target.Type is not { } type || assignment.Value.Type is not { } other)
            return reading.Unsupported(assignment, "the operator belongs to a type that is not followed");
        // The operator works on the operands' common type, and its result goes back to the target's.
        var isShift = assignment.OperatorKind
            is BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift or BinaryOperatorKind.UnsignedRightShift;
        var common = isShift || !assignment.InConversion.IsNumeric ? type : other;
        if (isShift && target is IntegerValue narrow && IntegerTypes.Bits(narrow.Type) < IntegerTypes.Bits(SpecialType.System_Int32))
            target = narrow with { Type = SpecialType.System_Int32 };
        else if (!isShift)
            target = Conversions.Convert(reading, target, common, assignment.IsChecked, assignment);
        var result = OperatorReader.Calculate(
            reading, assignment.OperatorKind, target, value, common, assignment.IsChecked, assignment);
        return Assign(reading, assignment.Target, Conversions.Convert(reading, result, type, assignment.IsChecked, assignment), assignment);
    }

    public static ExpressionValue Read(Reading reading, IIncrementOrDecrementOperation increment)
    {
        var before = ExpressionReader.Read(reading, increment.Target);
        if (before is UnknownValue || increment.Target.Type is not { } type)
            return before;
        if (increment.OperatorMethod is not null)
            return reading.Unsupported(increment, "the operator belongs to a type that is not followed");
        var kind = increment.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
        ExpressionValue one = before is IntegerValue integer
            ? integer with { Number = BigInteger.One }
            : new ScalarValue(reading.Number(1));
        var after = OperatorReader.Calculate(reading, kind, before, one, type, increment.IsChecked, increment);
        Assign(reading, increment.Target, after, increment);
        return increment.IsPostfix ? before : after;
    }

    /// <summary>Gives a target a value; tuples are taken apart.</summary>
    public static ExpressionValue Assign(Reading reading, IOperation target, ExpressionValue value, IOperation at)
    {
        switch (target)
        {
            case ILocalReferenceOperation { Local.IsRef: false } local:
                reading.Variables = reading.Variables.SetItem(local.Local, value);
                return value;
            case IParameterReferenceOperation parameter:
                reading.Variables = reading.Variables.SetItem(parameter.Parameter, value);
                return value;
            case IDiscardOperation:
                return value;
            case IDeclarationExpressionOperation declaration:
                return Assign(reading, declaration.Expression, value, at);
            case ITupleOperation tuple when value is UnknownValue:
                foreach (var element in tuple.Elements)
                    Assign(reading, element, value, at);
                return value;
            case ITupleOperation tuple when value is ListValue list && list.Items.Count == tuple.Elements.Length:
                for (var i = 0; i < tuple.Elements.Length; i++)
                    Assign(reading, tuple.Elements[i], list.Items[i], at);
                return value;
            default:
                return reading.Unsupported(target, "only local variables and a method's own parameters can be given a value");
        }
    }
}
