using DslManifolds.Generator.Emission.Torch;
using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Emission;

/// <summary>Writes a decoder's module.</summary>
internal static class DecoderEmitter
{
    public static void Emit(SourceWriter writer, DecoderSpec spec)
    {
        var (m, n) = (FunctionSummary.Superscript(spec.Latent), FunctionSummary.Superscript(spec.Ambient));
        writer.Summary($"Decoder f: ℝ{m} → ℝ{n}, {FunctionSummary.Of(spec.Function)}.");
        DimensionEmitter.Attributes(writer, spec.Shape);
        using (writer.Block($"partial class {TypeEmitter.Escaped(spec.Type.Name)} : {TypeNames.Module}, {TypeNames.IDecoder}"))
        {
            FunctionMembersEmitter.Emit(
                writer,
                spec.Type,
                spec.Function,
                () =>
                {
                    DimensionEmitter.Latent(writer, spec.Shape);
                    DimensionEmitter.Forward(writer, "Decode", "Codes");
                },
                TorchFunctions.OfDecoder(FunctionGraph.Of(spec.Function) with { PointName = "z" }));
        }
    }
}
