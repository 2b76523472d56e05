using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Models;
using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Parsing;

/// <summary>
/// Reads a declaration whole: from a symbol to a spec that names no symbol. The generator and the analyzer share it.
/// </summary>
internal static class DeclarationParser
{
    private static readonly (ModelKind Kind, string Attribute)[] Kinds =
    [
        (ModelKind.Manifold, TypeNames.ManifoldAttribute),
        (ModelKind.Energy, TypeNames.EnergyAttribute),
        (ModelKind.ConstrainedModel, TypeNames.ConstrainedModelAttribute),
    ];

    /// <summary>What a type is declared as: the first kind where there are several, null where there is none.</summary>
    public static ModelKind? KindOf(INamedTypeSymbol? type)
    {
        if (type is null)
            return null;
        foreach (var (kind, attribute) in Kinds)
        {
            if (type.GetAttributes().Any(data => AttributeReader.IsNamed(data, attribute)))
                return kind;
        }

        return null;
    }

    /// <summary>Whether an attribute is the first of its kind on a type, whose parts may each carry one by mistake.</summary>
    public static bool IsFirst(INamedTypeSymbol type, AttributeData attribute)
        => type.GetAttributes()
            .First(data => SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute.AttributeClass))
            .ApplicationSyntaxReference is { } first
            && attribute.ApplicationSyntaxReference is { } given
            && (first.SyntaxTree, first.Span) == (given.SyntaxTree, given.Span);

    /// <summary>Reads a type's declaration.</summary>
    /// <returns>
    /// Its spec; a <see cref="RejectedSpec"/> where it has a fault; null where it is not declared, or so that nothing can be emitted.
    /// </returns>
    public static ModelSpec? Parse(
        INamedTypeSymbol type, Compilation compilation, Action<Diagnostic>? report, CancellationToken cancellation)
    {
        var declaration = new Declaration(type, compilation, report, cancellation);
        if (KindOf(type) is not { } kind)
        {
            if (AttributeReader.Find(type, TypeNames.MlpAttribute, cancellation) is { } stray)
                declaration.Report(DiagnosticDescriptors.LayersWithoutModel, () => stray.Location, type.Name);
            return null;
        }

        if (TypeShapeParser.NotAClass(type) is { } word)
        {
            declaration.Report(DiagnosticDescriptors.UnsupportedType, () => null, type.Name, word);
            return null;
        }

        CheckSingleKind(declaration, kind);
        var emittable = TypeShapeParser.Check(declaration);
        var reader = AttributeReader.Find(type, Kinds.First(row => row.Kind == kind).Attribute, cancellation)!;
        var (spec, operands) = Body(declaration, kind, reader);
        var taken = NameParser.Check(declaration, kind, operands.Select(operand => operand.PropertyName));
        if (!declaration.HasErrors)
            return spec;
        return emittable ? RejectedParser.Parse(declaration, kind, taken, operands) : null;
    }

    private static (ModelSpec? Spec, OperandSpec[] Operands) Body(Declaration declaration, ModelKind kind, AttributeReader reader)
    {
        if (!reader.IsWellFormed)
        {
            declaration.Reject();
            return (null, []);
        }

        switch (kind)
        {
            case ModelKind.Manifold:
                return (ManifoldParser.Parse(declaration, reader), []);
            case ModelKind.Energy:
                return (EnergyParser.Parse(declaration, reader), []);
            default:
                if (AttributeReader.Find(declaration.Type, TypeNames.MlpAttribute, declaration.Cancellation) is { } stray)
                    declaration.Report(DiagnosticDescriptors.LayersWithoutModel, () => stray.Location, declaration.Type.Name);
                var model = ConstrainedModelParser.Parse(declaration, reader, out var operands);
                return (model, operands);
        }
    }

    private static void CheckSingleKind(Declaration declaration, ModelKind kind)
    {
        foreach (var (other, attribute) in Kinds.Where(row => row.Kind != kind))
        {
            if (AttributeReader.Find(declaration.Type, attribute, declaration.Cancellation) is { } second)
                declaration.Report(DiagnosticDescriptors.SeveralKinds, () => second.Location, declaration.Type.Name, kind, other);
        }
    }
}
