using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Parsing;

/// <summary>Types that the compiler cannot find, alone or as parts of others: it reports them, and generated code cannot name them.</summary>
internal static class UnknownTypes
{
    public static bool IsUnknown(ITypeSymbol type) => type.TypeKind == TypeKind.Error || type switch
    {
        INamedTypeSymbol named => named.TypeArguments.Any(IsUnknown),
        IArrayTypeSymbol array => IsUnknown(array.ElementType),
        IPointerTypeSymbol pointer => IsUnknown(pointer.PointedAtType),
        _ => false,
    };
}
