namespace DslManifolds.Generator.Models;

/// <summary>An energy on ℝⁿ that is a perceptron with one output.</summary>
internal sealed record EnergySpec(TypeSpec Type, int Ambient, MlpSpec Mlp)
    : ModelSpec(Type, ModelKind.Energy);
