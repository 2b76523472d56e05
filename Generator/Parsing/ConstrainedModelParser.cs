using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Parsing;

/// <summary>Reads [ConstrainedModel]: a manifold and an energy on one ambient space.</summary>
internal static class ConstrainedModelParser
{
    public static ConstrainedModelSpec? Parse(
        Declaration declaration, IReadOnlyList<OperandArgument> operands, IReadOnlyList<OperandSpec> names)
    {
        var type = declaration.Type;
        var (first, second) = (operands[0], operands[1]);
        if (declaration.Operands.KindOf(first.Type) == ModelKind.Energy && declaration.Operands.KindOf(second.Type) == ModelKind.Manifold)
        {
            declaration.Report(DiagnosticDescriptors.OperandsSwapped, first.Location, type.Name, second.Name, first.Name, "manifold", "energy");
            return null;
        }

        var manifold = OperandParser.Check(declaration, first, ModelKind.Manifold, "manifold");
        var energy = OperandParser.Check(declaration, second, ModelKind.Energy, "energy");
        if (manifold is null || energy is null)
            return null;

        if (manifold.Ambient != energy.Ambient)
        {
            declaration.Report(
                DiagnosticDescriptors.AmbientDiffers, second.Location, type.Name, first.Name, manifold.Ambient, second.Name, energy.Ambient);
        }

        return declaration.HasErrors
            ? null
            : new ConstrainedModelSpec(
                TypeShapeParser.Spec(type), manifold with { Kind = ModelKind.ConstrainedModel }, names[0], names[1]);
    }
}
