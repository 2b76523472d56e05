using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Models;
using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Parsing;

/// <summary>Checks that neither the type nor a member of the user's has a name that the generated part needs or inherits.</summary>
internal static class NameParser
{
    /// <summary>Reports names that are taken.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="members">Names of the members that are generated for it.</param>
    /// <returns>
    /// Names of the user's members that a generated member would clash with; of explicit implementations, with the interface
    /// (IManifold.Value, or IManifold`1.Dimension).
    /// </returns>
    public static EquatableArray<string> Check(Declaration declaration, IEnumerable<string> members)
    {
        var generated = new HashSet<string>(members);
        var module = declaration.Compilation.GetTypeByMetadataName(TypeNames.ModuleMetadata);
        var type = declaration.Type;
        if (Taken(type.Name) is { } typeReason)
            declaration.Report(DiagnosticDescriptors.TypeName, () => null, type.Name, typeReason);

        var taken = new List<string>();
        foreach (var member in UserSource.Members(type).Where(IsNamed))
        {
            var implemented = Implemented(member);
            var name = implemented?.Name ?? member.Name;
            var reason = implemented is not null && !generated.Contains(name) ? null : Taken(name);
            if (reason is null || (member.IsOverride && !generated.Contains(name)))
                continue;
            taken.Add(implemented is null ? name : $"{implemented.ContainingType.MetadataName}.{name}");
            declaration.Report(DiagnosticDescriptors.MemberName, () => UserSource.LocationOf(member), type.Name, name, reason);
        }

        return new EquatableArray<string>(taken.Distinct());

        string? Taken(string name) => generated.Contains(name) || IsLayerField(name) ? "generated"
            : IsInherited(module, name) ? "inherited from TorchSharp's module"
            : null;
    }

    private static bool IsNamed(ISymbol member) => member
        is IFieldSymbol or IPropertySymbol { IsIndexer: false } or IEventSymbol or INamedTypeSymbol
        or IMethodSymbol { MethodKind: MethodKind.Ordinary }
        || Implemented(member) is not null;

    /// <summary>The member of one of the runtime's interfaces that a member implements explicitly.</summary>
    private static ISymbol? Implemented(ISymbol member)
    {
        IEnumerable<ISymbol> implemented = member switch
        {
            IMethodSymbol method => method.ExplicitInterfaceImplementations,
            IPropertySymbol property => property.ExplicitInterfaceImplementations,
            _ => [],
        };
        return implemented.FirstOrDefault(
            symbol => symbol is not IMethodSymbol { AssociatedSymbol: not null }
                && symbol.ContainingNamespace.ToDisplayString() == TypeNames.Namespace);
    }

    private static bool IsLayerField(string name)
        => name.StartsWith("layer", StringComparison.Ordinal) && name.Length > 5 && name.Skip(5).All(char.IsDigit);

    private static bool IsInherited(INamedTypeSymbol? module, string name)
    {
        for (var type = module; type is not null && type.SpecialType != SpecialType.System_Object; type = type.BaseType)
        {
            if (type.GetMembers(name).Any(member => member.DeclaredAccessibility is not (Accessibility.Private or Accessibility.Internal)))
                return true;
        }

        return false;
    }
}
