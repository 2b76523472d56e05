using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DslManifolds.Generator.Parsing.Expressions;

/// <summary>Reads the properties with [Parameter].</summary>
internal static class ParameterParser
{
    public static IReadOnlyList<IPropertySymbol> Find(INamedTypeSymbol type)
        => [.. UserSource.Members(type).OfType<IPropertySymbol>().Where(
            property => property.GetAttributes().Any(data => AttributeReader.IsNamed(data, TypeNames.ParameterAttribute)))];

    /// <summary>The properties that have no fault, and what they are.</summary>
    public static IReadOnlyList<(IPropertySymbol Property, ParameterSpec Spec)> Parse(Declaration declaration)
    {
        var parameters = new List<(IPropertySymbol, ParameterSpec)>();
        foreach (var property in Find(declaration.Type))
        {
            if (Parse(declaration, property) is { } spec)
                parameters.Add((property, spec));
        }

        return parameters;
    }

    private static ParameterSpec? Parse(Declaration declaration, IPropertySymbol property)
    {
        var syntax = Syntax(property, declaration.Cancellation);
        if (property.Type.TypeKind == TypeKind.Error)
        {
            declaration.Reject();
            return null;
        }

        if (Fault(property) is { } fault)
        {
            var place = fault.IsOfType ? syntax?.Type.GetLocation() : UserSource.LocationOf(property);
            declaration.Report(DiagnosticDescriptors.ParameterProperty, () => place, property.Name, fault.Text);
            return null;
        }

        var attribute = AttributeReader.Find(property, TypeNames.ParameterAttribute, declaration.Cancellation)!;
        if (!attribute.IsWellFormed || attribute.Positional(0).Value is not double start)
        {
            declaration.Reject();
            return null;
        }

        if (double.IsNaN(start) || double.IsInfinity(start) || (IsSingle(property) && float.IsInfinity((float)start)))
        {
            declaration.Report(
                DiagnosticDescriptors.ParameterStart, () => attribute.PositionalLocation(0), property.Name, start, TypeName(property));
            return null;
        }

        return new ParameterSpec(property.Name, start, Modifiers(syntax), TypeName(property), Setter(property));
    }

    /// <summary>The property's modifiers as they are written.</summary>
    public static string Modifiers(BasePropertyDeclarationSyntax? syntax)
        => syntax is null ? "" : string.Join(" ", syntax.Modifiers.Select(modifier => modifier.ValueText));

    /// <summary>The user's declaration of a property.</summary>
    public static BasePropertyDeclarationSyntax? Syntax(IPropertySymbol property, CancellationToken cancellation)
        => property.DeclaringSyntaxReferences
            .Where(reference => !UserSource.IsGenerated(reference.SyntaxTree))
            .Select(reference => reference.GetSyntax(cancellation))
            .OfType<BasePropertyDeclarationSyntax>()
            .FirstOrDefault();

    /// <summary>Modifiers and name of the accessor that writes, or nothing.</summary>
    public static string Setter(IPropertySymbol property) => property.SetMethod is { } setter ? Accessor(property, setter) : "";

    /// <summary>Modifiers and name of an accessor.</summary>
    public static string Accessor(IPropertySymbol property, IMethodSymbol accessor)
    {
        var name = accessor.MethodKind == MethodKind.PropertyGet ? "get" : accessor.IsInitOnly ? "init" : "set";
        return accessor.DeclaredAccessibility == property.DeclaredAccessibility
            ? name
            : $"{SyntaxFacts.GetText(accessor.DeclaredAccessibility)} {name}";
    }

    private static (string Text, bool IsOfType)? Fault(IPropertySymbol property) => property switch
    {
        { IsIndexer: true } => ("cannot be an indexer", false),
        { IsPartialDefinition: false } => ("must be partial, so that the generator can keep its value in a tensor", false),
        { PartialImplementationPart: { } part } when !UserSource.IsGenerated(part.DeclaringSyntaxReferences[0].SyntaxTree)
            => ("must leave its accessors to the generator", false),
        { IsStatic: true } => ("cannot be static: each object has parameters of its own", false),
        { GetMethod: null } => ("must have a get accessor", false),
        { RefKind: not RefKind.None } => ("must be of type double or float, by value", true),
        _ when !Conversions.IsReal(property.Type.SpecialType) => ("must be of type double or float", true),
        _ => null,
    };

    private static string TypeName(IPropertySymbol property) => IsSingle(property) ? "float" : "double";

    private static bool IsSingle(IPropertySymbol property) => property.Type.SpecialType == SpecialType.System_Single;
}
