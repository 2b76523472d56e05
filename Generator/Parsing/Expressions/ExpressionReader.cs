using DslManifolds.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DslManifolds.Generator.Parsing.Expressions;

/// <summary>Reads expressions into the graph, operands first: what cannot be followed is reported at its innermost part.</summary>
internal static class ExpressionReader
{
    public static ExpressionValue Read(Reading reading, IOperation operation) => reading.Nested(operation, ReadOne);

    /// <summary>Reads a number.</summary>
    public static ExpressionValue ReadOrUnknown(Reading reading, IOperation? operation)
        => operation is null ? UnknownValue.Instance : Read(reading, operation);

    private static ExpressionValue ReadOne(Reading reading, IOperation operation)
    {
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
            return Conversions.Literal(reading, operation, constant);
        return operation switch
        {
            ILocalReferenceOperation local => Variable(reading, local.Local, local),
            IParameterReferenceOperation parameter => Variable(reading, parameter.Parameter, parameter),
            IConversionOperation conversion => Conversions.Read(reading, conversion),
            IUnaryOperation unary => OperatorReader.Read(reading, unary),
            IBinaryOperation binary => OperatorReader.Read(reading, binary),
            IConditionalOperation conditional => ConditionReader.Read(reading, conditional),
            ISwitchExpressionOperation choice => PatternReader.Read(reading, choice),
            IIsPatternOperation test => PatternReader.Read(reading, test),
            IInvocationOperation call => CallReader.Read(reading, call),
            IPropertyReferenceOperation property => MemberReader.Read(reading, property),
            IFieldReferenceOperation field => MemberReader.Read(reading, field),
            IArrayElementReferenceOperation element => ListReader.Read(reading, element),
            IImplicitIndexerReferenceOperation indexer => ListReader.Read(reading, indexer),
            IArrayCreationOperation array => ListReader.Read(reading, array),
            ICollectionExpressionOperation collection => ListReader.Read(reading, collection),
            ITupleOperation tuple => ListReader.Read(reading, tuple),
            ISimpleAssignmentOperation assignment => AssignmentReader.Read(reading, assignment),
            ICompoundAssignmentOperation assignment => AssignmentReader.Read(reading, assignment),
            IIncrementOrDecrementOperation increment => AssignmentReader.Read(reading, increment),
            IDeconstructionAssignmentOperation assignment => AssignmentReader.Read(reading, assignment),
            IInvalidOperation => Invalid(reading),
            IInstanceReferenceOperation => reading.Unsupported(operation, "the object itself is no number"),
            IAnonymousFunctionOperation or IDelegateCreationOperation => reading.Unsupported(
                operation, "functions are not values here: call a method or a local function instead"),
            _ => reading.Unsupported(operation, "it is none of these"),
        };
    }

    /// <summary>What the compiler cannot make sense of, it reports itself.</summary>
    private static ExpressionValue Invalid(Reading reading)
    {
        reading.Declaration.Reject();
        return UnknownValue.Instance;
    }

    private static ExpressionValue Variable(Reading reading, ISymbol symbol, IOperation operation)
    {
        if (reading.Variables.TryGetValue(symbol, out var value))
            return value;
        // A variable without a value is the compiler's to report; one of a body that is not read here belongs to a lambda.
        return reading.Unsupported(operation, "the variable has no value here");
    }
}
