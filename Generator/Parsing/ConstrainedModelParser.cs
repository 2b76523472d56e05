using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Models;
using Microsoft.CodeAnalysis;

namespace DslManifolds.Generator.Parsing;

/// <summary>Reads [ConstrainedModel]: a manifold and an energy on one ambient space.</summary>
internal static class ConstrainedModelParser
{
    public static ConstrainedModelSpec? Parse(Declaration declaration, AttributeReader reader, out OperandSpec[] operands)
    {
        operands = [];
        var type = declaration.Type;
        var first = reader.Positional(0).Value as INamedTypeSymbol;
        var second = reader.Positional(1).Value as INamedTypeSymbol;
        if (first is not null && second is not null)
            operands = OperandParser.Name(declaration, ModelKind.ConstrainedModel, first, second);

        if (DeclarationParser.KindOf(first) == ModelKind.Energy && DeclarationParser.KindOf(second) == ModelKind.Manifold)
        {
            declaration.Report(
                DiagnosticDescriptors.OperandsSwapped, () => reader.PositionalLocation(0), type.Name, second!.Name, first!.Name);
            return null;
        }

        var manifold = Operand<ManifoldSpec>(declaration, reader, 0, first, ModelKind.Manifold, "manifold");
        var energy = Operand<EnergySpec>(declaration, reader, 1, second, ModelKind.Energy, "energy");
        if (manifold is null || energy is null)
            return null;

        if (manifold.Ambient != energy.Ambient)
        {
            declaration.Report(
                DiagnosticDescriptors.AmbientDiffers,
                () => reader.PositionalLocation(1),
                type.Name,
                first!.Name,
                manifold.Ambient,
                second!.Name,
                energy.Ambient);
        }

        return declaration.HasErrors ? null : new ConstrainedModelSpec(
            TypeShapeParser.Spec(type),
            manifold.Shape with { Kind = ModelKind.ConstrainedModel },
            operands[0] with { Shape = manifold.Shape },
            operands[1] with { Shape = energy.Shape });
    }

    private static TSpec? Operand<TSpec>(
        Declaration declaration, AttributeReader reader, int index, INamedTypeSymbol? operand, ModelKind kind, string role)
        where TSpec : ModelSpec
    {
        // What cannot be found or reached is for the compiler to report.
        if (operand is { TypeKind: TypeKind.Error })
        {
            declaration.Reject();
            return null;
        }

        if (operand is null || DeclarationParser.KindOf(operand) != kind)
        {
            var name = (reader.Positional(index).Value as ITypeSymbol)?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) ?? "null";
            declaration.Report(
                DiagnosticDescriptors.OperandKind, () => reader.PositionalLocation(index), declaration.Type.Name, name, role, kind);
            return null;
        }

        if (!OperandParser.IsAccessible(operand, declaration.Type))
        {
            declaration.Report(
                DiagnosticDescriptors.OperandAccessibility, () => reader.PositionalLocation(index), declaration.Type.Name, operand.Name);
        }

        // What is wrong with the operand is reported where it is declared.
        var spec = DeclarationParser.Parse(operand, declaration.Compilation, null, declaration.Cancellation) as TSpec;
        if (spec is null)
            declaration.Reject();
        return spec;
    }
}
