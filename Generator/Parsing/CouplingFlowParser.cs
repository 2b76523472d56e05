using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Parsing;

/// <summary>Reads [CouplingFlow]: the perceptrons' hidden widths and activation, the number of couplings and the bound of their scales.</summary>
internal static class CouplingFlowParser
{
    private const int DefaultCouplings = 4;
    private const double DefaultMaxLogScale = 2;
    private const double LargestMaxLogScale = 10;

    /// <summary>The flow, or null where it has a fault.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="reader">The attribute.</param>
    /// <param name="inputs">Number of coordinates, null where it is unknown; then faults are reported all the same.</param>
    /// <param name="outputs">Number of outputs, null where it is unknown.</param>
    public static CouplingFlowSpec? Parse(Declaration declaration, AttributeReader reader, int? inputs, int? outputs)
    {
        if (!reader.IsWellFormed)
        {
            declaration.Reject();
            return null;
        }

        var name = declaration.Type.Name;
        var (widths, activation) = MlpParser.Layers(declaration, reader, "CouplingFlow");
        var couplings = reader.Named<int>("Couplings") ?? DefaultCouplings;
        if (couplings < 2)
            declaration.Report(DiagnosticDescriptors.Couplings, () => reader.NamedLocation("Couplings"), name, couplings);
        var bound = reader.Named<double>("MaxLogScale") ?? DefaultMaxLogScale;
        if (!(bound > 0 && bound <= LargestMaxLogScale))
        {
            declaration.Report(
                DiagnosticDescriptors.MaxLogScale, () => reader.NamedLocation("MaxLogScale"), name, Numbers.Text(bound), Numbers.Text(LargestMaxLogScale));
        }

        if (inputs < 2)
            declaration.Report(DiagnosticDescriptors.FlowOfOneCoordinate, () => reader.Location, name);
        return declaration.HasErrors || inputs is null || outputs is null
            ? null
            : new CouplingFlowSpec(inputs.Value, new EquatableArray<int>(widths), outputs.Value, activation, couplings, bound);
    }
}
