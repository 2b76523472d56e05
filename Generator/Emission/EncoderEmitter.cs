using DslManifolds.Generator.Emission.Torch;
using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Emission;

/// <summary>Writes an encoder's module.</summary>
internal static class EncoderEmitter
{
    public static void Emit(SourceWriter writer, EncoderSpec spec)
    {
        var (n, m) = (FunctionSummary.Superscript(spec.Ambient), FunctionSummary.Superscript(spec.Latent));
        var outputs = spec.IsVariational ? ", whose outputs are the mean of the code and its logarithmic variance" : "";
        writer.Summary($"Encoder g: ℝ{n} → ℝ{m}, {FunctionSummary.Of(spec.Function)}{outputs}.");
        DimensionEmitter.Attributes(writer, spec.Shape);
        using (writer.Block($"partial class {TypeEmitter.Escaped(spec.Type.Name)} : {TypeNames.Module}, {TypeNames.IEncoder}"))
        {
            FunctionMembersEmitter.Emit(
                writer,
                spec.Type,
                spec.Function,
                () =>
                {
                    DimensionEmitter.Latent(writer, spec.Shape);
                    DimensionEmitter.Constant(
                        writer,
                        TypeNames.IEncoder,
                        "bool",
                        "IsVariational",
                        spec.IsVariational ? "true" : "false",
                        "Whether codes are distributed.");
                    DimensionEmitter.Forward(writer, "Encode");
                },
                TorchFunctions.OfEncoder(FunctionGraph.Of(spec.Function), spec.Latent));
            if (!spec.IsVariational)
                Refusal(writer, spec);
        }
    }

    /// <summary>The member that codes without a distribution cannot have.</summary>
    private static void Refusal(SourceWriter writer, EncoderSpec spec) => writer
        .Line()
        .Summary("Throws: the encoder is not variational, so that its codes have no distribution.")
        .Line(TypeEmitter.GeneratedCode)
        .Line($"public ({TypeNames.Tensor} Mean, {TypeNames.Tensor} LogVariance) EncodeDistribution({TypeNames.Tensor} x)")
        .Line("    => throw new global::System.InvalidOperationException(")
        .Line($"        \"The encoder {spec.Type.Name} is not variational: its codes have no distribution.\");");
}
