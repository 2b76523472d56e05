using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Graph;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DslManifolds.Generator.Parsing.Expressions;

/// <summary>Reads fields and properties: parameters, constants, elements of tuples, and properties with a body.</summary>
internal static class MemberReader
{
    public static ExpressionValue Read(Reading reading, IPropertyReferenceOperation reference)
    {
        var property = reference.Property;
        if (ListReader.IsSpan(property.ContainingType) || property.ContainingType.SpecialType == SpecialType.System_Array)
            return ListReader.Read(reading, reference);
        if (reference.Instance is not (null or IInstanceReferenceOperation))
            return reading.Unsupported(reference, "it is a property of another object");
        if (reading.IsParameter(property))
            return new ScalarValue(reading.Graph.Add(new Parameter(property.Name, Rows: 1, Columns: 1)));
        // A parameter that has a fault has been reported as such.
        if (property.GetAttributes().Any(data => AttributeReader.IsNamed(data, TypeNames.ParameterAttribute)))
            return UnknownValue.Instance;
        if (property.GetMethod is not { } getter || property.IsIndexer || reading.Bodies.Find(getter) is null)
        {
            return reading.Unsupported(
                reference, "the property has no body that can be read: make it a constant, or a partial property with [Parameter]");
        }

        return CallReader.Inline(reading, getter, [], reference);
    }

    public static ExpressionValue Read(Reading reading, IFieldReferenceOperation reference)
    {
        var field = reference.Field;
        if (reference.Instance is { Type: INamedTypeSymbol { IsTupleType: true } tuple } instance)
            return Element(reading, reference, tuple, instance);
        return field is { IsStatic: true, IsReadOnly: true } && Initial(reading, field) is { } value
            ? value
            : reading.Unsupported(reference, "a field can change: make it a constant, or a partial property with [Parameter]");
    }

    private static ExpressionValue Element(
        Reading reading, IFieldReferenceOperation reference, INamedTypeSymbol tuple, IOperation instance)
    {
        var value = ExpressionReader.Read(reading, instance);
        if (value is not ListValue list)
            return value;
        var field = reference.Field.CorrespondingTupleField ?? reference.Field;
        for (var i = 0; i < list.Items.Count && i < tuple.TupleElements.Length; i++)
        {
            var element = tuple.TupleElements[i];
            if (SymbolEqualityComparer.Default.Equals(element.CorrespondingTupleField ?? element, field))
                return list.Items[i];
        }

        return reading.Unsupported(reference, "the tuple has no such element");
    }

    /// <summary>What a field holds for good, where its initializer is a number that is known; otherwise null.</summary>
    private static ExpressionValue? Initial(Reading reading, IFieldSymbol field)
    {
        // A static constructor could give it another value.
        var isConstructed = field.ContainingType.StaticConstructors.Any(constructor => !constructor.IsImplicitlyDeclared);
        if (isConstructed || field.ContainingType.IsGenericType || reading.Bodies.Initializer(field) is not { } initializer)
            return null;
        var outer = reading.Variables;
        reading.Variables = outer.Clear();
        var value = ExpressionReader.Read(reading, initializer);
        reading.Variables = outer;
        return value switch
        {
            ScalarValue scalar when !reading.IsConstant(scalar.Node) => null,
            ScalarValue or IntegerValue or ConditionValue or UnknownValue => value,
            _ => null,
        };
    }
}
