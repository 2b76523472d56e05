namespace DslManifolds.Generator.Models;

/// <summary>What a declared type is.</summary>
internal enum ModelKind
{
    Manifold,
    Energy,
    ConstrainedModel,
    Encoder,
    Decoder,
    PushforwardModel,
}
