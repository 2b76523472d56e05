namespace DslManifolds;

/// <summary>
/// Declares a partial class as a union: M₁ ∪ M₂ ∪ … of manifolds, the mixture −log Σ wᵢ e^(−Eᵢ) of energies, or the mixture
/// Σ wᵢ pᵢ of constrained models, each density pᵢ on its own manifold.
/// </summary>
/// <param name="operands">Two types or more, all manifolds, all energies or all constrained models, of one ambient dimension.</param>
/// <remarks>
/// F holds all products F₁ᵢ F₂ⱼ … of outputs, so that its zero set is exactly the union; for codimension 1 it is the product F₁ F₂.
/// The dimension is the largest of the operands'. Where two components cross, and everywhere for codimensions above 1, the Jacobian
/// loses row rank.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class UnionAttribute(params Type[] operands) : Attribute
{
    /// <summary>The components.</summary>
    public IReadOnlyList<Type> Operands { get; } = operands;

    /// <summary>Weights of the mixture, one for each operand, positive; scaled to add up to 1. Equal by default.</summary>
    public double[] Weights { get; set; } = [];

    /// <summary>
    /// For models: whether component i contributes wᵢ pᵢ with pᵢ normalised on its own manifold, E(x) = Eᵢ(x) + log Zᵢ − log wᵢ.
    /// Otherwise the energies stand beside each other as they are, E(x) = Eᵢ(x) − log wᵢ, as in the paper.
    /// </summary>
    public bool Normalized { get; set; } = true;
}
