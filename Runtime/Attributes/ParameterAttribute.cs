namespace DslManifolds;

/// <summary>
/// Marks a partial property, <c>public partial double Radius { get; set; }</c>, as a number that constraints and potentials read and
/// that can be trained: the generator keeps it as a parameter tensor without dimensions, "Radius.value" in the module's state.
/// </summary>
/// <param name="start">Value at the start.</param>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class ParameterAttribute(double start) : Attribute
{
    /// <summary>Value at the start.</summary>
    public double Start { get; } = start;
}
