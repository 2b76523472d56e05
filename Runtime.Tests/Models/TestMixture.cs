using DslManifolds.Operators;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Models;

/// <summary>An unnormalised union of models.</summary>
internal class TestMixture(double[] weights, params IConstrainedModel[] components) : TestUnion(components), IConstrainedModel
{
    public override IReadOnlyList<double> Weights => weights;

    public virtual Tensor Energy(Tensor x) => UnionDensity.Energy(components, weights, null, x);

    public Tensor EnergyGradient(Tensor x) => UnionDensity.EnergyGradient(components, x);

    public virtual (Tensor Energy, Tensor Gradient) EnergyAndGradient(Tensor x) =>
        UnionDensity.EnergyAndGradient(components, weights, null, x);
}

/// <summary>A normalised union of models.</summary>
internal sealed class TestNormalizedMixture(double[] weights, params IConstrainedModel[] components)
    : TestMixture(weights, components), INormalizedUnion
{
    private readonly IConstrainedModel[] components = components;
    private readonly double[] weights = weights;

    public UnionNormalization Normalization { get; } = new(components.Length);

    public override Tensor Energy(Tensor x) => UnionDensity.Energy(components, weights, Normalization, x);

    public override (Tensor Energy, Tensor Gradient) EnergyAndGradient(Tensor x) =>
        UnionDensity.EnergyAndGradient(components, weights, Normalization, x);
}
