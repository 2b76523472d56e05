using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Parsing;

/// <summary>An operand as it stands in an attribute: a type, and its place.</summary>
/// <param name="Symbol">The type, null where null is written.</param>
/// <param name="Location">Where it is written.</param>
internal sealed record OperandArgument(ITypeSymbol? Symbol, Func<Location?> Location)
{
    /// <summary>The type where it could be a declared one.</summary>
    public INamedTypeSymbol? Type => Symbol as INamedTypeSymbol;

    /// <summary>How messages call it.</summary>
    public string Name => Symbol?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) ?? "null";
}
