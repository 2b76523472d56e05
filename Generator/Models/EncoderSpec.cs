namespace DslManifolds.Generator.Models;

/// <summary>An encoder of points of ℝⁿ to codes of ℝᵐ. A variational one's function has the mean and the logarithmic variance for outputs.</summary>
internal sealed record EncoderSpec(TypeSpec Type, int Ambient, int Latent, bool IsVariational, FunctionSpec Function)
    : ModelSpec(Type, new ModelShape(ModelKind.Encoder, Ambient, Latent, Outputs: 0));
