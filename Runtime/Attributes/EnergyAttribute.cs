namespace DslManifolds;

/// <summary>
/// Declares a partial class as an energy E: ℝⁿ → ℝ, the negative logarithm of an unnormalised density.
/// The generator writes E, its gradient and the module that holds its parameters.
/// </summary>
/// <remarks>
/// E comes from a method with <see cref="PotentialAttribute"/>, or from an <see cref="MlpAttribute"/> on the same class, which then has
/// one output; not from both.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EnergyAttribute : Attribute
{
    /// <summary>Ambient dimension n: the length of a point. At least 1.</summary>
    public int Ambient { get; set; }
}
