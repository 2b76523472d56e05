namespace DslManifolds.Generator.Models;

/// <summary>A decoder of codes of ℝᵐ to points of ℝⁿ.</summary>
internal sealed record DecoderSpec(TypeSpec Type, int Latent, int Ambient, FunctionSpec Function)
    : ModelSpec(Type, new ModelShape(ModelKind.Decoder, Ambient, Latent, Outputs: 0));
