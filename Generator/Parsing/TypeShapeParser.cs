using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Emission;
using DslManifolds.Generator.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DslManifolds.Generator.Parsing;

/// <summary>Checks that a class can take a generated part at all: partial, ordinary, without a base class or constructor.</summary>
internal static class TypeShapeParser
{
    private const string Abstract = "abstract";

    public static TypeSpec Spec(INamedTypeSymbol type)
    {
        var containers = new List<string>();
        for (var container = type.ContainingType; container is not null; container = container.ContainingType)
            containers.Insert(0, $"{Keyword(container)} {TypeEmitter.Escaped(container.Name)}");
        var space = type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(Plain);
        return new TypeSpec(space, new EquatableArray<string>(containers), type.Name, type.ToDisplayString(Plain));
    }

    /// <summary>Reports what is wrong with the type's shape. False where not even a surface that throws can be emitted.</summary>
    public static bool Check(Declaration declaration)
    {
        var type = declaration.Type;
        var emittable = true;
        if (Unsupported(type) is { } word)
        {
            declaration.Report(DiagnosticDescriptors.UnsupportedType, () => null, type.Name, word);
            emittable = word == Abstract;
        }

        if (!IsPartial(type, declaration.Cancellation))
        {
            declaration.Report(DiagnosticDescriptors.NotPartial, () => null, type.Name);
            emittable = false;
        }

        for (var container = type.ContainingType; container is not null; container = container.ContainingType)
        {
            if (IsPartial(container, declaration.Cancellation))
                continue;
            var outer = container;
            declaration.Report(
                DiagnosticDescriptors.ContainerNotPartial, () => UserSource.LocationOf(outer), outer.Name, type.Name);
            emittable = false;
        }

        if (BaseClass(declaration) is { } written)
            declaration.Report(DiagnosticDescriptors.BaseClass, written.Syntax.GetLocation, type.Name, written.Symbol.Name);
        if (OwnConstructors(type).FirstOrDefault() is { } constructor)
            declaration.Report(DiagnosticDescriptors.OwnConstructor, () => UserSource.LocationOf(constructor), type.Name);
        return emittable;
    }

    /// <summary>The base class that the user has written, if any.</summary>
    public static (BaseTypeSyntax Syntax, INamedTypeSymbol Symbol)? BaseClass(Declaration declaration)
    {
        foreach (var part in UserSource.Parts(declaration.Type, declaration.Cancellation))
        {
            // Only the first entry of a list can be a class.
            if (part.BaseList?.Types.FirstOrDefault() is not { } first)
                continue;
            var model = declaration.Compilation.GetSemanticModel(part.SyntaxTree);
            if (model.GetTypeInfo(first.Type, declaration.Cancellation).Type is INamedTypeSymbol { TypeKind: TypeKind.Class } symbol
                && symbol.SpecialType != SpecialType.System_Object)
            {
                return (first, symbol);
            }
        }

        return null;
    }

    /// <summary>The constructors that the user has written.</summary>
    public static IEnumerable<IMethodSymbol> OwnConstructors(INamedTypeSymbol type) => type.InstanceConstructors.Where(constructor =>
        !constructor.IsImplicitlyDeclared
        && constructor.DeclaringSyntaxReferences.Any(reference => !UserSource.IsGenerated(reference.SyntaxTree)));

    private static readonly SymbolDisplayFormat Plain = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)
        .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.None)
        .WithGenericsOptions(SymbolDisplayGenericsOptions.None);

    private static string? Unsupported(INamedTypeSymbol type)
    {
        if (type.IsRecord)
            return "a record";
        if (type.IsStatic)
            return "static";
        if (type.IsFileLocal)
            return "local to a file";
        for (var symbol = type; symbol is not null; symbol = symbol.ContainingType)
        {
            if (symbol.IsGenericType)
                return SymbolEqualityComparer.Default.Equals(symbol, type) ? "generic" : "inside of a generic type";
            if (symbol.IsFileLocal)
                return "inside of a type that is local to a file";
        }

        return type.IsAbstract ? Abstract : null;
    }

    /// <summary>Whether a type and everything around it has a name.</summary>
    public static bool IsNamed(INamedTypeSymbol type)
    {
        for (ISymbol symbol = type; symbol is not INamespaceSymbol { IsGlobalNamespace: true }; symbol = symbol.ContainingSymbol)
        {
            if (symbol.Name.Length == 0)
                return false;
        }

        return true;
    }

    /// <summary>What a type is that is no class; the compiler reports that the attribute cannot stand there.</summary>
    public static string? NotAClass(INamedTypeSymbol type) => type.TypeKind switch
    {
        TypeKind.Class => null,
        TypeKind.Interface => "an interface",
        TypeKind.Enum => "an enumeration",
        TypeKind.Delegate => "a delegate",
        _ => "a struct",
    };

    private static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var parts = UserSource.Parts(type, cancellation).ToList();
        return parts.Count == 0 || parts.All(part => part.Modifiers.Any(SyntaxKind.PartialKeyword));
    }

    private static string Keyword(INamedTypeSymbol type) => (type.TypeKind, type.IsRecord) switch
    {
        (TypeKind.Struct, true) => "record struct",
        (TypeKind.Struct, false) => "struct",
        (TypeKind.Interface, _) => "interface",
        (_, true) => "record",
        _ => "class",
    };
}
