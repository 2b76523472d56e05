using DslManifolds.Generator.Emission;
using DslManifolds.Generator.Models;
using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Parsing;

/// <summary>Names the operands of a composite: properties after their types, parameters in camel case, numbered where a type's name repeats.</summary>
internal static class OperandParser
{
    public static OperandSpec[] Name(INamedTypeSymbol owner, ModelKind kind, params INamedTypeSymbol[] operands)
    {
        var names = operands.Select(operand => operand.Name).ToArray();
        var avoid = new HashSet<string>(ModelMembers.Names(kind)) { owner.Name };
        var specs = new List<OperandSpec>();
        for (var i = 0; i < operands.Length; i++)
        {
            var repeats = names.Count(name => string.Equals(name, names[i], StringComparison.OrdinalIgnoreCase)) > 1;
            var property = repeats ? $"{names[i]}{i + 1}" : names[i];
            if (avoid.Contains(property))
                property += "Operand";
            specs.Add(new OperandSpec(
                operands[i].ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
                property,
                char.ToLowerInvariant(property[0]) + property.Substring(1)));
        }

        return [.. specs];
    }

    /// <summary>Whether an operand is at least as accessible as the type that exposes it.</summary>
    public static bool IsAccessible(INamedTypeSymbol operand, INamedTypeSymbol owner) => Rank(operand) >= Rank(owner);

    private static int Rank(INamedTypeSymbol type)
    {
        var rank = int.MaxValue;
        for (var symbol = type; symbol is not null; symbol = symbol.ContainingType)
        {
            rank = Math.Min(rank, symbol.DeclaredAccessibility switch
            {
                Accessibility.Public => 4,
                Accessibility.ProtectedOrInternal => 3,
                Accessibility.Internal => 3,
                Accessibility.Protected => 2,
                Accessibility.ProtectedAndInternal => 1,
                _ => 0,
            });
        }

        return rank;
    }
}
