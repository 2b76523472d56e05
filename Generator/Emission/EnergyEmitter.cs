using DslManifolds.Generator.Emission.Torch;
using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Emission;

/// <summary>Writes an energy's module.</summary>
internal static class EnergyEmitter
{
    public static void Emit(SourceWriter writer, EnergySpec spec)
    {
        var name = TypeEmitter.Escaped(spec.Type.Name);
        writer.Summary($"Energy E: ℝ{FunctionSummary.Superscript(spec.Ambient)} → ℝ, {FunctionSummary.Of(spec.Function)}.");
        DimensionEmitter.Attributes(writer, spec.Shape);
        using (writer.Block($"partial class {name} : {TypeNames.Module}, {TypeNames.IEnergy}<{name}>"))
        {
            FunctionMembersEmitter.Emit(
                writer,
                spec.Type,
                spec.Function,
                () =>
                {
                    DimensionEmitter.Emit(writer, TypeNames.IEnergy, "AmbientDimension", spec.Ambient, "Ambient dimension n.");
                    DimensionEmitter.Forward(writer, "Energy");
                },
                TorchFunctions.OfEnergy(FunctionGraph.Of(spec.Function)));
        }
    }
}
