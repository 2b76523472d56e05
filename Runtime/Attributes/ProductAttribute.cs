namespace DslManifolds;

/// <summary>
/// Declares a partial class as a product: M₁ × M₂ × … in ℝ^(n₁ + n₂ + …). Energies add up, each on its own coordinates, so that the
/// factors of a product of models are independent.
/// </summary>
/// <param name="operands">Two types or more, all manifolds, all energies or all constrained models; coordinates in their order.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ProductAttribute(params Type[] operands) : Attribute
{
    /// <summary>The factors.</summary>
    public IReadOnlyList<Type> Operands { get; } = operands;
}
