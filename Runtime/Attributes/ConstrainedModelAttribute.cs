namespace DslManifolds;

/// <summary>
/// Declares a partial class as a constrained energy-based model (Eq. 4): the density
/// p(x) ∝ e^(−E(x)) with respect to the Riemannian measure of M = F⁻¹(0).
/// </summary>
/// <param name="manifold">A type declared with <see cref="ManifoldAttribute"/>.</param>
/// <param name="energy">A type declared with <see cref="EnergyAttribute"/>, of the same ambient dimension.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ConstrainedModelAttribute(Type manifold, Type energy) : Attribute
{
    /// <summary>The manifold's type.</summary>
    public Type Manifold { get; } = manifold;

    /// <summary>The energy's type.</summary>
    public Type Energy { get; } = energy;
}
