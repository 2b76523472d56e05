namespace DslManifolds.Generator.Models;

/// <summary>Mirror of the runtime's Activation enumeration, in the same order: the generator knows the runtime by name only.</summary>
internal enum ActivationKind
{
    Silu,
    Tanh,
    Softplus,
    Gelu,
    Sine,
}
