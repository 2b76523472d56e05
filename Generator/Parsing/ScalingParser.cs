using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Parsing;

/// <summary>Reads the factor of [Scale], which a density must be able to follow.</summary>
internal static class ScalingParser
{
    public static ScalingSpec? Parse(Declaration declaration, AttributeReader reader, string operand, ModelShape? shape)
    {
        // The density of each component falls by another power of the factor.
        if (shape is { HasManifold: true, HasEnergy: true, IsMixed: true })
            declaration.Report(DiagnosticDescriptors.ScaledMixture, () => reader.PositionalLocation(0), declaration.Type.Name, operand);

        var factor = reader.Positional(1).Value is double number ? number : double.NaN;
        if (factor > 0 && Numbers.IsFinite(factor) && Numbers.IsFinite(1 / factor))
            return new ScalingSpec(factor);
        declaration.Report(DiagnosticDescriptors.ScaleFactor, () => reader.PositionalLocation(1), declaration.Type.Name, Numbers.Text(factor));
        return null;
    }
}
