using DslManifolds.Generator.Emission;
using DslManifolds.Generator.Models;
using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Parsing;

/// <summary>Names the operands of a composite: properties after their types, parameters in camel case, numbered where a type's name repeats.</summary>
internal static class OperandParser
{
    public static OperandSpec[] Name(Declaration declaration, ModelKind kind, params INamedTypeSymbol[] operands)
    {
        var owner = declaration.Type;
        var names = operands.Select(operand => operand.Name).ToArray();
        // Letters' case is of no account: parameters stand beside fields.
        var avoid = new HashSet<string>(ModelMembers.Names(kind), StringComparer.OrdinalIgnoreCase) { owner.Name };
        var properties = new string[operands.Length];
        for (var i = 0; i < operands.Length; i++)
        {
            var repeats = names.Count(name => string.Equals(name, names[i], StringComparison.OrdinalIgnoreCase)) > 1;
            properties[i] = repeats ? $"{names[i]}{i + 1}" : names[i];
        }

        for (var i = 0; i < operands.Length; i++)
        {
            while (avoid.Contains(properties[i]) || properties.Where((_, j) => j != i).Contains(properties[i], StringComparer.OrdinalIgnoreCase))
                properties[i] += "Operand";
        }

        return
        [
            .. operands.Select((operand, i) => new OperandSpec(
                TypeName(declaration, operand), properties[i], char.ToLowerInvariant(properties[i][0]) + properties[i].Substring(1),
                Shape: null)),
        ];
    }

    /// <summary>Whether an operand can be named wherever the type can that exposes it.</summary>
    public static bool IsAccessible(INamedTypeSymbol operand, INamedTypeSymbol owner) => Reach.Of(operand).Includes(Reach.Of(owner));

    /// <summary>
    /// The operand's type, as the signatures of the owner's members name it. The operands of a rejected type may be anything,
    /// such as a static class: then it is what all of them are.
    /// </summary>
    private static string TypeName(Declaration declaration, INamedTypeSymbol operand)
    {
        var canBeNamed = !operand.IsStatic
            && !operand.IsUnboundGenericType
            && operand.SpecialType != SpecialType.System_Void
            && !operand.IsFileLocal
            && operand.TypeKind != TypeKind.Error
            && IsAccessible(operand, declaration.Type)
            && declaration.Compilation.IsSymbolAccessibleWithin(operand, declaration.Type);
        if (canBeNamed)
            return operand.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        return DeclarationParser.KindOf(operand) is { } kind ? ModelMembers.Contract(kind) : "object";
    }
}
