namespace DslManifolds;

/// <summary>
/// Marks the method of a class with <see cref="EnergyAttribute"/> that is its energy E, in the same C# as a
/// <see cref="ConstraintAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class PotentialAttribute : Attribute;
