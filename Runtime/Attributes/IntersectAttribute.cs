namespace DslManifolds;

/// <summary>
/// Declares a partial class as an intersection: M₁ ∩ M₂ ∩ … of manifolds, the sum of energies, or both for constrained models.
/// </summary>
/// <param name="operands">Two types or more, all manifolds, all energies or all constrained models, of one ambient dimension.</param>
/// <remarks>F stacks the operands' outputs; the codimensions add up, so they must not exceed the ambient dimension.</remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class IntersectAttribute(params Type[] operands) : Attribute
{
    /// <summary>What is intersected.</summary>
    public IReadOnlyList<Type> Operands { get; } = operands;
}
