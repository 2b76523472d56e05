using DslManifolds.Generator.Diagnostics;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Parsing;

/// <summary>Reads [PushforwardModel]: an encoder and a decoder of the same two spaces, and an energy on that of codes.</summary>
internal static class PushforwardModelParser
{
    public static PushforwardModelSpec? Parse(
        Declaration declaration, IReadOnlyList<OperandArgument> operands, IReadOnlyList<OperandSpec> names)
    {
        var type = declaration.Type;
        var (first, second, third) = (operands[0], operands[1], operands[2]);
        if (declaration.Operands.KindOf(first.Type) == ModelKind.Decoder && declaration.Operands.KindOf(second.Type) == ModelKind.Encoder)
        {
            declaration.Report(DiagnosticDescriptors.OperandsSwapped, first.Location, type.Name, second.Name, first.Name, "encoder", "decoder");
            return null;
        }

        var encoder = OperandParser.Check(declaration, first, ModelKind.Encoder, "encoder");
        var decoder = OperandParser.Check(declaration, second, ModelKind.Decoder, "decoder");
        var energy = OperandParser.Check(declaration, third, ModelKind.Energy, "latent energy");
        if (encoder is not null && decoder is not null && encoder.Ambient != decoder.Ambient)
        {
            declaration.Report(
                DiagnosticDescriptors.AmbientDiffers, second.Location, type.Name, first.Name, encoder.Ambient, second.Name, decoder.Ambient);
        }

        // The first operand whose codes are known tells what those of the others must be.
        var (known, latent) = encoder is null ? (second, decoder?.Dimension) : (first, encoder.Dimension);
        if (encoder is not null && decoder is not null)
            CheckLatent(second, decoder.Dimension);
        if (energy is not null && latent is not null)
            CheckLatent(third, energy.Ambient);
        return declaration.HasErrors
            ? null
            : new PushforwardModelSpec(
                TypeShapeParser.Spec(type), encoder! with { Kind = ModelKind.PushforwardModel }, names[0], names[1], names[2]);

        void CheckLatent(OperandArgument operand, int given)
        {
            if (given != latent)
                declaration.Report(DiagnosticDescriptors.LatentDiffers, operand.Location, type.Name, known.Name, latent!, operand.Name, given);
        }
    }
}
