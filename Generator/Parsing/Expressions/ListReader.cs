using System.Numerics;
using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DslManifolds.Generator.Parsing.Expressions;

/// <summary>Reads tuples, spans and arrays: how they are made, their lengths, and their elements at indices that are known.</summary>
internal static class ListReader
{
    /// <summary>Whether a type is ReadOnlySpan or Span.</summary>
    public static bool IsSpan(ITypeSymbol type) => type is INamedTypeSymbol
    {
        MetadataName: "ReadOnlySpan`1" or "Span`1",
        ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true },
    };

    public static ExpressionValue Read(Reading reading, ITupleOperation tuple)
        => new ListValue(tuple.Elements.Select(element => ExpressionReader.Read(reading, element)));

    public static ExpressionValue Read(Reading reading, IArrayCreationOperation array)
        => array is { DimensionSizes.Length: 1, Initializer: { } initializer }
            ? new ListValue(initializer.ElementValues.Select(element => ExpressionReader.Read(reading, element)))
            : reading.Unsupported(array, "an array needs its elements written out");

    public static ExpressionValue Read(Reading reading, ICollectionExpressionOperation collection)
        => collection.Type is { } type
            && (IsSpan(type) || type is IArrayTypeSymbol { Rank: 1 })
            && !collection.Elements.Any(element => element is ISpreadOperation)
            ? new ListValue(collection.Elements.Select(element => ExpressionReader.Read(reading, element)))
            : reading.Unsupported(collection, "a collection has to be a span or an array with its elements written out");

    /// <summary>A length, or an element of a span.</summary>
    public static ExpressionValue Read(Reading reading, IPropertyReferenceOperation reference)
    {
        var list = ExpressionReader.ReadOrUnknown(reading, reference.Instance);
        return reference.Property switch
        {
            _ when list is UnknownValue => list,
            { IsIndexer: true } when reference.Arguments.Length == 1 => Element(reading, list, reference.Arguments[0].Value, reference),
            { Name: "Length" } when list is ListValue items => new IntegerValue(items.Items.Count, SpecialType.System_Int32),
            _ => reading.Unsupported(reference, "the property is not followed"),
        };
    }

    public static ExpressionValue Read(Reading reading, IArrayElementReferenceOperation element)
        => element.Indices.Length == 1
            ? Element(reading, ExpressionReader.Read(reading, element.ArrayReference), element.Indices[0], element)
            : reading.Unsupported(element, "it has several indices");

    /// <summary>x[^1] and x[1..].</summary>
    public static ExpressionValue Read(Reading reading, IImplicitIndexerReferenceOperation reference)
    {
        var list = ExpressionReader.Read(reading, reference.Instance);
        if (list is not ListValue items)
            return list;
        if (reference.Argument is not IRangeOperation range)
            return Element(reading, list, reference.Argument, reference);
        var start = range.LeftOperand is { } left ? Position(reading, left, items.Items.Count) : 0;
        var end = range.RightOperand is { } right ? Position(reading, right, items.Items.Count) : items.Items.Count;
        return start is { } from && end is { } to ? Part(reading, items, from, to - from, reference) : UnknownValue.Instance;
    }

    /// <summary>Whether a call is x.Slice(…).</summary>
    public static bool IsSlice(IInvocationOperation call)
        => call is { TargetMethod.Name: "Slice", Instance: not null } && IsSpan(call.TargetMethod.ContainingType);

    /// <summary>x.Slice(…), or null where a call is another one.</summary>
    public static ExpressionValue? Slice(Reading reading, IInvocationOperation call, ExpressionValue[] arguments)
    {
        if (!IsSlice(call))
            return null;
        var list = ExpressionReader.Read(reading, call.Instance!);
        if (list is not ListValue items || arguments.Any(argument => argument is UnknownValue))
            return UnknownValue.Instance;
        if (arguments.Any(argument => argument is not IntegerValue))
            return NotConstant(reading, call);
        var numbers = arguments.Cast<IntegerValue>().Select(argument => argument.Number).ToList();
        return Part(reading, items, numbers[0], numbers.Count > 1 ? numbers[1] : items.Items.Count - numbers[0], call);
    }

    private static ExpressionValue Part(Reading reading, ListValue list, BigInteger start, BigInteger count, IOperation at)
        => start >= 0 && count >= 0 && start + count <= list.Items.Count
            ? new ListValue(list.Items.Skip((int)start).Take((int)count))
            : reading.Report(DiagnosticDescriptors.IndexRange, at, Reading.Quote(at.Syntax), list.Items.Count);

    private static ExpressionValue Element(Reading reading, ExpressionValue list, IOperation index, IOperation at)
    {
        if (list is not ListValue items || Position(reading, index, items.Items.Count) is not { } position)
            return UnknownValue.Instance;
        return position >= 0 && position < items.Items.Count
            ? items.Items[(int)position]
            : reading.Report(DiagnosticDescriptors.IndexRange, index, Reading.Quote(at.Syntax), items.Items.Count);
    }

    /// <summary>An index, from the end as well, or null where it is not known: that is reported.</summary>
    private static BigInteger? Position(Reading reading, IOperation index, int length)
    {
        if (index is IConversionOperation { Type.Name: "Index" } conversion)
            return Position(reading, conversion.Operand, length);
        if (index is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } hat)
            return Position(reading, hat.Operand, length) is { } fromEnd ? length - fromEnd : null;
        switch (ExpressionReader.Read(reading, index))
        {
            case IntegerValue known:
                return known.Number;
            case UnknownValue:
                return null;
            default:
                NotConstant(reading, index);
                return null;
        }
    }

    private static ExpressionValue NotConstant(Reading reading, IOperation at) => reading.Report(
        DiagnosticDescriptors.NotConstant, at, Reading.Quote(at.Syntax), "is an index and depends on the point or on a parameter");
}
