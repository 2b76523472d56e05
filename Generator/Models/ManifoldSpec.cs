namespace DslManifolds.Generator.Models;

/// <summary>A manifold of dimension m in ℝⁿ with a manifold-defining function of its own.</summary>
internal sealed record ManifoldSpec(TypeSpec Type, int Ambient, int Dimension, FunctionSpec Function)
    : ModelSpec(Type, new ModelShape(ModelKind.Manifold, Ambient, Dimension, Function.Outputs));
