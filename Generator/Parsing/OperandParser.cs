using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Emission;
using DslManifolds.Generator.Models;
using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Parsing;

/// <summary>Reads, checks and names the operands of a composite.</summary>
internal static class OperandParser
{
    /// <summary>The operands as they stand in the attribute, in the order of the constructor's parameters.</summary>
    public static IReadOnlyList<OperandArgument> Read(ModelForm form, AttributeReader reader)
    {
        switch (form)
        {
            case ModelForm.ConstrainedModel:
                return [At(0), At(1)];
            case ModelForm.PushforwardModel:
                return [At(0), At(1), At(2)];
            case ModelForm.Translate or ModelForm.Rotate or ModelForm.Scale:
                return [At(0)];
            case ModelForm.Union or ModelForm.Intersect or ModelForm.Product
                when reader.Positional(0) is { Kind: TypedConstantKind.Array, IsNull: false } array:
                return
                [
                    .. array.Values.Select((value, i) => new OperandArgument(value.Value as ITypeSymbol, () => reader.ElementLocation(0, i))),
                ];
            default:
                return [];
        }

        OperandArgument At(int index) => new(reader.Positional(index).Value as ITypeSymbol, () => reader.PositionalLocation(index));
    }

    /// <summary>Checks one operand.</summary>
    /// <param name="declaration">What it is an operand of.</param>
    /// <param name="operand">The operand.</param>
    /// <param name="expected">The kind that it must be of, or null for any that can be composed.</param>
    /// <param name="role">How messages call it.</param>
    /// <returns>Its shape, or null where it cannot be used: then the declaration is rejected.</returns>
    public static ModelShape? Check(Declaration declaration, OperandArgument operand, ModelKind? expected, string role)
    {
        var owner = declaration.Type;
        // What cannot be found or reached is for the compiler to report.
        if (operand.Symbol is { TypeKind: TypeKind.Error })
        {
            declaration.Reject();
            return null;
        }

        var kind = declaration.Operands.KindOf(operand.Type);
        var isDeclared = kind is not null || DeclarationForms.Of(operand.Type) is not null;
        var fits = kind is null || (expected is null ? OperandLookup.IsComposable(kind) : kind == expected);
        if (!isDeclared || !fits)
        {
            declaration.Report(
                DiagnosticDescriptors.OperandKind, operand.Location, owner.Name, operand.Name, role,
                expected is { } one ? WithArticle(one) : "a manifold, an energy or a constrained model");
            return null;
        }

        var type = operand.Type!;
        if (declaration.Operands.IsCycle(owner, type))
        {
            declaration.Report(DiagnosticDescriptors.Cycle, operand.Location, owner.Name, type.Name);
            return null;
        }

        if (!IsAccessible(type, owner))
            declaration.Report(DiagnosticDescriptors.OperandAccessibility, operand.Location, owner.Name, type.Name);
        if (declaration.Operands.ShapeOf(type) is { } shape)
            return shape;

        // What is wrong with the operand is reported where it is declared.
        if (declaration.Operands.IsLocal(type) || type.BaseType?.ToDisplayString() == TypeNames.RejectedModuleMetadata)
            declaration.Reject();
        else
            declaration.Report(DiagnosticDescriptors.NotGenerated, operand.Location, owner.Name, type.Name, type.ContainingAssembly.Name);
        return null;
    }

    /// <summary>
    /// Names operands: properties after their types, numbered where a type's name repeats, parameters in camel case. None where one of
    /// them cannot be a declared type.
    /// </summary>
    public static OperandSpec[] Name(Declaration declaration, IEnumerable<string> members, IReadOnlyList<OperandArgument> operands)
    {
        if (operands.Any(operand => operand.Type is null or { Name: "" }))
            return [];
        var names = operands.Select(operand => operand.Type!.Name).ToArray();
        // Letters' case is of no account: parameters stand beside fields.
        var avoid = new HashSet<string>(members, StringComparer.OrdinalIgnoreCase) { declaration.Type.Name };
        var properties = new string[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            var repeats = names.Count(name => string.Equals(name, names[i], StringComparison.OrdinalIgnoreCase)) > 1;
            properties[i] = repeats ? $"{names[i]}{i + 1}" : names[i];
        }

        for (var i = 0; i < names.Length; i++)
        {
            while (avoid.Contains(properties[i]) || properties.Where((_, j) => j != i).Contains(properties[i], StringComparer.OrdinalIgnoreCase))
                properties[i] += "Operand";
        }

        return
        [
            .. operands.Select((operand, i) => new OperandSpec(
                TypeName(declaration, operand.Type!), properties[i], char.ToLowerInvariant(properties[i][0]) + properties[i].Substring(1),
                declaration.Operands.ShapeOf(operand.Type!))),
        ];
    }

    /// <summary>A kind in the words of a message.</summary>
    public static string WithArticle(ModelKind? kind) => kind switch
    {
        ModelKind.Manifold => "a manifold",
        ModelKind.Energy => "an energy",
        ModelKind.Encoder => "an encoder",
        ModelKind.Decoder => "a decoder",
        ModelKind.PushforwardModel => "a pushforward model",
        _ => "a constrained model",
    };

    /// <summary>Whether an operand can be named wherever the type can that exposes it.</summary>
    private static bool IsAccessible(INamedTypeSymbol operand, INamedTypeSymbol owner) => Reach.Of(operand).Includes(Reach.Of(owner));

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
            && !UnknownTypes.IsUnknown(operand)
            && IsAccessible(operand, declaration.Type)
            && declaration.Compilation.IsSymbolAccessibleWithin(operand, declaration.Type);
        if (canBeNamed)
            return operand.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        return declaration.Operands.KindOf(operand) is { } kind ? ModelMembers.Contract(kind) : "object";
    }
}
