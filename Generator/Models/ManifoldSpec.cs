namespace DslManifolds.Generator.Models;

/// <summary>A manifold of dimension m in ℝⁿ whose manifold-defining function is a perceptron with n − m outputs.</summary>
internal sealed record ManifoldSpec(TypeSpec Type, int Ambient, int Dimension, MlpSpec Mlp)
    : ModelSpec(Type, ModelKind.Manifold)
{
    public int Codomain => Mlp.Outputs;
}
