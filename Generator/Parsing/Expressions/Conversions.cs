using System.Numerics;
using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DslManifolds.Generator.Parsing.Expressions;

/// <summary>Reads constants and conversions between numeric types.</summary>
internal static class Conversions
{
    /// <summary>A constant of the compiler's.</summary>
    public static ExpressionValue Literal(Reading reading, IOperation operation, object? constant)
    {
        if (operation.Type is { TypeKind: TypeKind.Enum })
            return reading.Unsupported(operation, "enumerations are not followed");
        return constant switch
        {
            double number => new ScalarValue(reading.Number(number)),
            float number => new ScalarValue(reading.Number(number)),
            bool condition => new ConditionValue(reading.Number(condition ? 1 : 0)),
            _ when operation.Type is { } type && IntegerTypes.IsIntegral(type.SpecialType) && constant is not null
                => new IntegerValue(IntegerTypes.Number(constant), type.SpecialType),
            _ => reading.Unsupported(operation, $"{operation.Type?.ToDisplayString() ?? "null"} is no type that is followed"),
        };
    }

    public static ExpressionValue Read(Reading reading, IConversionOperation conversion)
    {
        var value = ExpressionReader.Read(reading, conversion.Operand);
        return conversion.Type is { } type ? Convert(reading, value, type, conversion.IsChecked, conversion) : UnknownValue.Instance;
    }

    /// <summary>A value as one of another type.</summary>
    public static ExpressionValue Convert(Reading reading, ExpressionValue value, ITypeSymbol type, bool isChecked, IOperation at)
    {
        switch (value)
        {
            case UnknownValue:
                return value;
            case ListValue list
                when type is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.Length == list.Items.Count:
                return new ListValue(list.Items.Select((item, i) => Convert(reading, item, tuple.TupleElements[i].Type, isChecked, at)));
            case ListValue when type.TypeKind == TypeKind.Array || ListReader.IsSpan(type):
            case ConditionValue when type.SpecialType == SpecialType.System_Boolean:
                return value;
            case ScalarValue scalar when IsReal(type.SpecialType):
                return Rounded(reading, scalar, type.SpecialType);
            case ScalarValue scalar when IntegerTypes.IsIntegral(type.SpecialType):
                return ToInteger(reading, scalar, type.SpecialType, at);
            case IntegerValue integer when IsReal(type.SpecialType):
                var isSingle = type.SpecialType == SpecialType.System_Single;
                return new ScalarValue(reading.Number(isSingle ? (float)integer.Number : (double)integer.Number));
            case IntegerValue integer when IntegerTypes.IsIntegral(type.SpecialType):
                return IntegerTypes.Fit(integer.Number, type.SpecialType, isChecked) is { } number
                    ? new IntegerValue(number, type.SpecialType)
                    : reading.Report(DiagnosticDescriptors.IntegerArithmetic, at, Reading.Quote(at.Syntax), "overflows");
            default:
                return reading.Unsupported(at, $"a conversion to {type.ToDisplayString()} is not followed");
        }
    }

    /// <summary>A constant as its type holds it. Numbers that depend on the point have the precision of the module's tensors.</summary>
    public static ExpressionValue Rounded(Reading reading, ScalarValue scalar, SpecialType type)
        => type == SpecialType.System_Single && reading.ConstantOf(scalar.Node) is { } number
            ? new ScalarValue(reading.Number((float)number))
            : scalar;

    /// <summary>A number of a floating type as a node, of integers as well.</summary>
    public static ScalarValue? Real(Reading reading, ExpressionValue value) => value switch
    {
        ScalarValue scalar => scalar,
        IntegerValue integer => new ScalarValue(reading.Number((double)integer.Number)),
        _ => null,
    };

    public static bool IsReal(SpecialType type) => type is SpecialType.System_Double or SpecialType.System_Single;

    private static ExpressionValue ToInteger(Reading reading, ScalarValue scalar, SpecialType type, IOperation at)
    {
        // Math.Sign of the point is an integer that is a node already.
        if (at is IConversionOperation { Operand.Type: { } from } && IntegerTypes.IsIntegral(from.SpecialType))
            return scalar;
        if (reading.ConstantOf(scalar.Node) is not { } number)
            return reading.Unsupported(at, "it rounds a number that depends on the point");
        return !double.IsNaN(number)
            && !double.IsInfinity(number)
            && IntegerTypes.Fit(new BigInteger(Math.Truncate(number)), type, isChecked: true) is { } integer
            ? new IntegerValue(integer, type)
            : reading.Report(DiagnosticDescriptors.IntegerArithmetic, at, Reading.Quote(at.Syntax), "overflows");
    }
}
