using DslManifolds.Generator.Emission;
using DslManifolds.Generator.Models;
using DslManifolds.Generator.Parsing.Expressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DslManifolds.Generator.Parsing;

/// <summary>Reads what a rejected class has already, so that the surface that is written for it fits in.</summary>
internal static class RejectedParser
{
    public static RejectedSpec Parse(
        Declaration declaration, ModelForm form, ModelKind? kind, EquatableArray<string> taken, OperandSpec[] operands)
    {
        var type = declaration.Type;
        var baseClass = TypeShapeParser.BaseClass(declaration)?.Symbol;
        var constructors = TypeShapeParser.OwnConstructors(type).ToList();
        return new RejectedSpec(
            TypeShapeParser.Spec(type),
            // A composition of nothing that is known may be anything: a constrained model has the members of all kinds.
            kind ?? ModelKind.ConstrainedModel,
            form,
            HasBase: baseClass is not null,
            OverridesForward: LeavesForward(baseClass) && !taken.Contains("forward"),
            Initializer(declaration, baseClass, constructors),
            new EquatableArray<string>(constructors.Select(constructor => string.Join(",", constructor.Parameters.Select(Name)))),
            taken,
            new EquatableArray<OperandSpec>(operands),
            new EquatableArray<RejectedPropertySpec>(
                ParameterParser.Find(type).Where(IsUnimplemented).Select(property => Property(property, declaration))));
    }

    // A property of an unknown type would be as unknown in the generated part.
    private static bool IsUnimplemented(IPropertySymbol property) => property.IsPartialDefinition
        && property.Type.TypeKind != TypeKind.Error
        && (property.PartialImplementationPart is not { } part || UserSource.IsGenerated(part.DeclaringSyntaxReferences[0].SyntaxTree));

    private static RejectedPropertySpec Property(IPropertySymbol property, Declaration declaration)
    {
        var modifiers = ParameterParser.Modifiers(ParameterParser.Syntax(property, declaration.Cancellation));
        var reference = property.RefKind switch { RefKind.Ref => "ref ", RefKind.RefReadOnly => "ref readonly ", _ => "" };
        var type = property.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        var name = property.IsIndexer
            ? $"this[{string.Join(", ", property.Parameters.Select(parameter => $"{Name(parameter)} {TypeEmitter.Escaped(parameter.Name)}"))}]"
            : TypeEmitter.Escaped(property.Name);
        var accessors = new[] { property.GetMethod, property.SetMethod }.OfType<IMethodSymbol>()
            .Select(accessor => ParameterParser.Accessor(property, accessor));
        return new RejectedPropertySpec($"{modifiers} {reference}{type} {name}", new EquatableArray<string>(accessors));
    }

    /// <summary>A primary constructor must be called by every other one; a base class may have none without parameters.</summary>
    private static string Initializer(Declaration declaration, INamedTypeSymbol? baseClass, List<IMethodSymbol> own)
    {
        var primary = own.FirstOrDefault(constructor => constructor.DeclaringSyntaxReferences.Any(
            reference => reference.GetSyntax(declaration.Cancellation) is TypeDeclarationSyntax));
        if (primary is not null)
            return $"this({Defaults(primary)})";
        if (baseClass is null)
            return "";
        // A declared type has the constructor that is generated for it.
        if (DeclarationForms.Of(baseClass) is not null)
            return "base(0L)";
        var constructor = baseClass.InstanceConstructors
            .Where(candidate => declaration.Compilation.IsSymbolAccessibleWithin(candidate, declaration.Type))
            .OrderBy(candidate => candidate.Parameters.Length)
            .FirstOrDefault();
        return constructor is null || constructor.Parameters.IsEmpty ? "" : $"base({Defaults(constructor)})";
    }

    private static string Defaults(IMethodSymbol constructor)
        => string.Join(", ", constructor.Parameters.Select(parameter => UnknownTypes.IsUnknown(parameter.Type) ? "default!" : $"default({Name(parameter)})!"));

    private static string Name(IParameterSymbol parameter) => parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static bool LeavesForward(INamedTypeSymbol? baseClass)
    {
        for (var type = baseClass; type is not null; type = type.BaseType)
        {
            if (type.GetMembers("forward").OfType<IMethodSymbol>().FirstOrDefault() is { } forward)
                return forward.IsAbstract;
        }

        return false;
    }
}
