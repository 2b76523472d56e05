using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Emission;

/// <summary>Writes a pushforward model's module: it holds an encoder, a decoder and an energy of codes.</summary>
internal static class PushforwardModelEmitter
{
    /// <summary>Types and names of the properties by which the runtime reads a model's parts.</summary>
    public static readonly (string Type, string Name)[] Parts =
    [
        (TypeNames.IEncoder, "Encoder"), (TypeNames.IDecoder, "Decoder"), (TypeNames.IEnergy, "LatentEnergy"),
    ];

    public static void Emit(SourceWriter writer, PushforwardModelSpec spec)
    {
        OperandSpec[] parts = [spec.Encoder, spec.Decoder, spec.LatentEnergy];
        writer.Summary(
            $"Pushforward model on the image of f: ℝ{FunctionSummary.Superscript(spec.Shape.Dimension)} → ℝ{FunctionSummary.Superscript(spec.Shape.Ambient)}: "
            + "p(x) = e^(−E(z)) / (Z √det(J(z)ᵀ J(z))) where x = f(z).");
        using (writer.Block($"partial class {TypeEmitter.Escaped(spec.Type.Name)} : {TypeNames.Module}, {TypeNames.IPushforwardModel}"))
        {
            var operands = new OperandMembers(writer, spec.Type, parts, ["The encoder g", "The decoder f", "The energy E of codes"]);
            operands.Field();
            operands.Properties();
            operands.Constructors();
            DimensionEmitter.Latent(writer, spec.Shape);
            Forward(writer, spec);
            for (var i = 0; i < parts.Length; i++)
            {
                // A part as the runtime asks for it; its own property has its type.
                writer
                    .Line()
                    .Line($"{Parts[i].Type} {TypeNames.IPushforwardModel}.{Parts[i].Name} => {OperandMembers.Property(parts[i])};");
            }

            operands.Disposal();
        }
    }

    private static void Forward(SourceWriter writer, PushforwardModelSpec spec)
    {
        writer.Line()
            .Summary("The reconstruction f(g(x)).")
            .Line("/// <param name=\"input\">Points, a row each.</param>")
            .Line(TypeEmitter.GeneratedCode);
        using (writer.Block($"public override {TypeNames.Tensor} forward({TypeNames.Tensor} input)"))
        {
            writer
                .Line($"using var code = {OperandMembers.Property(spec.Encoder)}.Encode(input);")
                .Line($"return {OperandMembers.Property(spec.Decoder)}.Decode(code);");
        }
    }
}
