namespace DslManifolds.Generator.Models;

/// <summary>The density e^(−E) on a manifold.</summary>
internal sealed record ConstrainedModelSpec(TypeSpec Type, ModelShape Shape, OperandSpec Manifold, OperandSpec Energy)
    : ModelSpec(Type, Shape);
