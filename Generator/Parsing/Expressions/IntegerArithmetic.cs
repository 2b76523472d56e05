using System.Numerics;
using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DslManifolds.Generator.Parsing.Expressions;

/// <summary>C#'s arithmetic of integers, of their types' width, on numbers that are known.</summary>
internal static class IntegerArithmetic
{
    private static readonly Dictionary<BinaryOperatorKind, Func<BigInteger, BigInteger, BigInteger>> Operations = new()
    {
        [BinaryOperatorKind.Add] = (a, b) => a + b,
        [BinaryOperatorKind.Subtract] = (a, b) => a - b,
        [BinaryOperatorKind.Multiply] = (a, b) => a * b,
        [BinaryOperatorKind.Divide] = BigInteger.Divide,
        [BinaryOperatorKind.Remainder] = BigInteger.Remainder,
        [BinaryOperatorKind.And] = (a, b) => a & b,
        [BinaryOperatorKind.Or] = (a, b) => a | b,
        [BinaryOperatorKind.ExclusiveOr] = (a, b) => a ^ b,
    };

    private static readonly Dictionary<BinaryOperatorKind, Func<BigInteger, BigInteger, bool>> Comparisons = new()
    {
        [BinaryOperatorKind.LessThan] = (a, b) => a < b,
        [BinaryOperatorKind.LessThanOrEqual] = (a, b) => a <= b,
        [BinaryOperatorKind.GreaterThan] = (a, b) => a > b,
        [BinaryOperatorKind.GreaterThanOrEqual] = (a, b) => a >= b,
        [BinaryOperatorKind.Equals] = (a, b) => a == b,
        [BinaryOperatorKind.NotEquals] = (a, b) => a != b,
    };

    /// <summary>The functions of Math that have an integer as their result where they are given integers.</summary>
    private static readonly Dictionary<string, Func<BigInteger[], BigInteger>> Functions = new()
    {
        ["Abs"] = a => BigInteger.Abs(a[0]),
        ["Sign"] = a => a[0].Sign,
        ["Min"] = a => BigInteger.Min(a[0], a[1]),
        ["Max"] = a => BigInteger.Max(a[0], a[1]),
        ["Clamp"] = a => BigInteger.Min(BigInteger.Max(a[0], a[1]), a[2]),
    };

    public static ExpressionValue Unary(Reading reading, IUnaryOperation unary, IntegerValue operand)
        => Fit(
            reading,
            unary.OperatorKind == UnaryOperatorKind.Minus ? -operand.Number : -operand.Number - 1,
            operand.Type,
            unary.IsChecked,
            unary);

    public static ExpressionValue Binary(
        Reading reading, BinaryOperatorKind kind, IntegerValue left, IntegerValue right, bool isChecked, IOperation at)
    {
        if (Comparisons.TryGetValue(kind, out var compare))
            return new ConditionValue(reading.Number(compare(left.Number, right.Number) ? 1 : 0));
        if (kind is BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder && right.Number.IsZero)
            return reading.Report(DiagnosticDescriptors.IntegerArithmetic, at, Reading.Quote(at.Syntax), "divides by zero");
        if (kind is BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift or BinaryOperatorKind.UnsignedRightShift)
            return Shift(reading, kind, left, right, at);
        return Operations.TryGetValue(kind, out var calculate)
            // A quotient that does not fit throws even where overflow is not checked.
            ? Fit(reading, calculate(left.Number, right.Number), left.Type, isChecked || kind == BinaryOperatorKind.Divide, at)
            : reading.Unsupported(at, "the operator is not followed");
    }

    /// <summary>A function of Math, or null where it is none of integers.</summary>
    public static ExpressionValue? Function(
        Reading reading, string name, IReadOnlyList<ExpressionValue> arguments, ITypeSymbol type, IOperation at)
    {
        var numbers = arguments.OfType<IntegerValue>().Select(argument => argument.Number).ToArray();
        return numbers.Length == arguments.Count && IntegerTypes.IsIntegral(type.SpecialType) && Functions.TryGetValue(name, out var calculate)
            ? Fit(reading, calculate(numbers), type.SpecialType, isChecked: true, at)
            : null;
    }

    private static ExpressionValue Shift(Reading reading, BinaryOperatorKind kind, IntegerValue left, IntegerValue right, IOperation at)
    {
        // C# takes as many bits of the distance as the number has places.
        var distance = (int)(right.Number & (IntegerTypes.Bits(left.Type) - 1));
        var number = left.Number;
        if (kind == BinaryOperatorKind.UnsignedRightShift && number.Sign < 0)
            number += BigInteger.One << IntegerTypes.Bits(left.Type);
        var shifted = kind == BinaryOperatorKind.LeftShift ? number << distance : number >> distance;
        return Fit(reading, shifted, left.Type, isChecked: false, at);
    }

    private static ExpressionValue Fit(Reading reading, BigInteger number, SpecialType type, bool isChecked, IOperation at)
        => IntegerTypes.Fit(number, type, isChecked) is { } fitting
            ? new IntegerValue(fitting, type)
            : reading.Report(DiagnosticDescriptors.IntegerArithmetic, at, Reading.Quote(at.Syntax), "overflows");
}
