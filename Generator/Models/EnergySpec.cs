namespace DslManifolds.Generator.Models;

/// <summary>An energy on ℝⁿ with a function of its own, which has one output.</summary>
internal sealed record EnergySpec(TypeSpec Type, int Ambient, FunctionSpec Function)
    : ModelSpec(Type, new ModelShape(ModelKind.Energy, Ambient, Dimension: 0, Outputs: 0));
