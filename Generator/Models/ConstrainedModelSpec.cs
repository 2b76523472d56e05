namespace DslManifolds.Generator.Models;

/// <summary>The density e^(−E) on a manifold.</summary>
internal sealed record ConstrainedModelSpec(
    TypeSpec Type, int Ambient, int Dimension, int Codomain, OperandSpec Manifold, OperandSpec Energy)
    : ModelSpec(Type, ModelKind.ConstrainedModel);
