namespace DslManifolds.Generator.Models;

/// <summary>A latent density e^(−E), carried to points by a decoder.</summary>
internal sealed record PushforwardModelSpec(TypeSpec Type, ModelShape Shape, OperandSpec Encoder, OperandSpec Decoder, OperandSpec LatentEnergy)
    : ModelSpec(Type, Shape);
