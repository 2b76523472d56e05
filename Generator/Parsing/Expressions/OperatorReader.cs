using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DslManifolds.Generator.Parsing.Expressions;

/// <summary>Reads operators: of integers that are known they are carried out, of other numbers they become nodes.</summary>
internal static class OperatorReader
{
    private static readonly Dictionary<BinaryOperatorKind, Func<GraphBuilder, NodeId, NodeId, NodeId>> Arithmetic = new()
    {
        [BinaryOperatorKind.Add] = (graph, a, b) => graph.Add(a, b),
        [BinaryOperatorKind.Subtract] = (graph, a, b) => graph.Subtract(a, b),
        [BinaryOperatorKind.Multiply] = (graph, a, b) => graph.Multiply(a, b),
        [BinaryOperatorKind.Divide] = (graph, a, b) => graph.Divide(a, b),
    };

    private static readonly Dictionary<BinaryOperatorKind, Func<GraphBuilder, NodeId, NodeId, NodeId>> Comparisons = new()
    {
        [BinaryOperatorKind.LessThan] = (graph, a, b) => graph.Binary(BinaryOp.Less, a, b),
        [BinaryOperatorKind.LessThanOrEqual] = (graph, a, b) => graph.Binary(BinaryOp.LessOrEqual, a, b),
        [BinaryOperatorKind.GreaterThan] = (graph, a, b) => graph.Binary(BinaryOp.Less, b, a),
        [BinaryOperatorKind.GreaterThanOrEqual] = (graph, a, b) => graph.Binary(BinaryOp.LessOrEqual, b, a),
        [BinaryOperatorKind.Equals] = (graph, a, b) => graph.Binary(BinaryOp.Equal, a, b),
        [BinaryOperatorKind.NotEquals] = (graph, a, b) => graph.Unary(UnaryOp.Not, graph.Binary(BinaryOp.Equal, a, b)),
    };

    public static ExpressionValue Read(Reading reading, IUnaryOperation unary)
    {
        var operand = ExpressionReader.Read(reading, unary.Operand);
        if (unary.OperatorMethod is not null)
            return UserDefined(reading, operand, unary);
        switch (unary.OperatorKind, operand)
        {
            case (_, UnknownValue):
                return operand;
            case (UnaryOperatorKind.Plus, ScalarValue or IntegerValue):
                return operand;
            case (UnaryOperatorKind.Minus, ScalarValue scalar):
                return new ScalarValue(reading.Graph.Negate(scalar.Node));
            case (UnaryOperatorKind.Not, ConditionValue condition):
                return new ConditionValue(reading.Graph.Unary(UnaryOp.Not, condition.Node));
            case (UnaryOperatorKind.Minus or UnaryOperatorKind.BitwiseNegation, IntegerValue integer):
                return IntegerArithmetic.Unary(reading, unary, integer);
            default:
                return reading.Unsupported(unary, "the operator is not followed");
        }
    }

    public static ExpressionValue Read(Reading reading, IBinaryOperation binary)
    {
        // A sum of many terms leans to the left as far as it is long: it is walked, not recursed into.
        var pending = new Stack<IBinaryOperation>();
        IOperation first = binary;
        while (first is IBinaryOperation { ConstantValue.HasValue: false } inner)
        {
            pending.Push(inner);
            first = inner.LeftOperand;
        }

        var value = ExpressionReader.Read(reading, first);
        while (pending.Count > 0)
        {
            var next = pending.Pop();
            value = Combine(reading, next, value, () => ExpressionReader.Read(reading, next.RightOperand));
        }

        return value;
    }

    /// <summary>Two numbers by an arithmetic operator, of a compound assignment as well.</summary>
    public static ExpressionValue Calculate(
        Reading reading, BinaryOperatorKind kind, ExpressionValue left, ExpressionValue right, ITypeSymbol? type, bool isChecked, IOperation at)
    {
        switch (left, right)
        {
            case (UnknownValue, _) or (_, UnknownValue):
                return UnknownValue.Instance;
            case (ConditionValue a, ConditionValue b):
                return ConditionReader.Combine(reading, kind, a, b) ?? reading.Unsupported(at, "the operator is not followed");
            case (IntegerValue a, IntegerValue b):
                return IntegerArithmetic.Binary(reading, kind, a, b, isChecked, at);
        }

        if (Conversions.Real(reading, left) is not { } x || Conversions.Real(reading, right) is not { } y)
            return reading.Unsupported(at, "its operands are no numbers");
        if (Comparisons.TryGetValue(kind, out var compare))
            return new ConditionValue(compare(reading.Graph, x.Node, y.Node));
        if (type is not null && IntegerTypes.IsIntegral(type.SpecialType) && kind == BinaryOperatorKind.Divide)
            return reading.Unsupported(at, "it divides integers that depend on the point");
        if (Arithmetic.TryGetValue(kind, out var calculate))
            return Conversions.Rounded(reading, new ScalarValue(calculate(reading.Graph, x.Node, y.Node)), type?.SpecialType ?? SpecialType.None);
        if (kind == BinaryOperatorKind.Remainder && reading.ConstantOf(x.Node) is { } dividend && reading.ConstantOf(y.Node) is { } divisor)
            return new ScalarValue(reading.Number(dividend % divisor));
        return reading.Unsupported(at, kind == BinaryOperatorKind.Remainder ? "a remainder jumps" : "the operator is not followed");
    }

    private static ExpressionValue Combine(Reading reading, IBinaryOperation binary, ExpressionValue left, Func<ExpressionValue> right)
    {
        if (binary.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr)
            return ConditionReader.ShortCircuit(reading, binary, left, right);
        var value = right();
        return binary.OperatorMethod is null
            ? Calculate(reading, binary.OperatorKind, left, value, binary.Type, binary.IsChecked, binary)
            : UserDefined(reading, left is UnknownValue ? left : value, binary);
    }

    private static ExpressionValue UserDefined(Reading reading, ExpressionValue operand, IOperation at)
        => operand is UnknownValue ? operand : reading.Unsupported(at, "the operator belongs to a type that is not followed");
}
