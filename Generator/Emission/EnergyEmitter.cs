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
        writer.Summary(
            $"Energy E: ℝ{ManifoldEmitter.Superscript(spec.Ambient)} → ℝ, a perceptron {spec.Function.Mlp!.Widths} with {spec.Function.Mlp!.Activation}.");
        ShapeEmitter.Emit(writer, spec.Shape);
        using (writer.Block($"partial class {name} : {TypeNames.Module}, {TypeNames.IEnergy}<{name}>"))
        {
            LayerEmitter.Emit(writer, spec.Type, spec.Function.Mlp!);
            DimensionEmitter.Emit(writer, TypeNames.IEnergy, "AmbientDimension", spec.Ambient, "Ambient dimension n.");
            DimensionEmitter.Forward(writer, "Energy");
            foreach (var function in TorchFunctions.OfEnergy(FunctionGraph.Of(spec.Function)))
                TorchMethodEmitter.Emit(writer, function, spec.Function.Mlp!);
        }
    }
}
