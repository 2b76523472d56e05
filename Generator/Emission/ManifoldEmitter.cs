using DslManifolds.Generator.Emission.Torch;
using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Emission;

/// <summary>Writes a manifold's module.</summary>
internal static class ManifoldEmitter
{
    public static void Emit(SourceWriter writer, ManifoldSpec spec)
    {
        var name = TypeEmitter.Escaped(spec.Type.Name);
        writer
            .Summary(
                $"Manifold of dimension {spec.Dimension} in ℝ{Superscript(spec.Ambient)}, the zero set of F: "
                + $"ℝ{Superscript(spec.Ambient)} → ℝ{Superscript(spec.Shape.Outputs)}, a perceptron {spec.Function.Mlp!.Widths} with {spec.Function.Mlp!.Activation}.");
        ShapeEmitter.Emit(writer, spec.Shape);
        using (writer.Block($"partial class {name} : {TypeNames.Module}, {TypeNames.IManifold}<{name}>"))
        {
            LayerEmitter.Emit(writer, spec.Type, spec.Function.Mlp!);
            DimensionEmitter.Emit(writer, TypeNames.IManifold, "AmbientDimension", spec.Ambient, "Ambient dimension n.");
            DimensionEmitter.Emit(writer, TypeNames.IManifold, "Dimension", spec.Dimension, "Intrinsic dimension m.");
            DimensionEmitter.Emit(writer, TypeNames.IManifold, "CodomainDimension", spec.Shape.Outputs, "Number of outputs k of F.");
            DimensionEmitter.Forward(writer, "Value");
            foreach (var function in TorchFunctions.OfManifold(FunctionGraph.Of(spec.Function)))
                TorchMethodEmitter.Emit(writer, function, spec.Function.Mlp!);
        }
    }

    internal static string Superscript(int number) => string.Concat(number.ToString().Select(digit => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0']));
}
