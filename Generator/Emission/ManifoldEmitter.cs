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
        var (n, k) = (FunctionSummary.Superscript(spec.Ambient), FunctionSummary.Superscript(spec.Shape.Outputs));
        writer.Summary(
            $"Manifold of dimension {spec.Dimension} in ℝ{n}, the zero set of F: ℝ{n} → ℝ{k}, {FunctionSummary.Of(spec.Function)}.");
        DimensionEmitter.Attributes(writer, spec.Shape);
        using (writer.Block($"partial class {name} : {TypeNames.Module}, {TypeNames.IManifold}<{name}>"))
        {
            FunctionMembersEmitter.Emit(
                writer,
                spec.Type,
                spec.Function,
                () =>
                {
                    DimensionEmitter.Emit(writer, TypeNames.IManifold, "AmbientDimension", spec.Ambient, "Ambient dimension n.");
                    DimensionEmitter.Emit(writer, TypeNames.IManifold, "Dimension", spec.Dimension, "Intrinsic dimension m.");
                    DimensionEmitter.Emit(
                        writer, TypeNames.IManifold, "CodomainDimension", spec.Shape.Outputs, "Number of outputs k of F.");
                    DimensionEmitter.Forward(writer, "Value");
                },
                TorchFunctions.OfManifold(FunctionGraph.Of(spec.Function)));
        }
    }
}
