using System.ComponentModel;

namespace DslManifolds;

/// <summary>
/// Dimension of a declared energy or model, written by the generator for other assemblies. A constrained model has a
/// <see cref="ManifoldShapeAttribute"/> as well.
/// </summary>
/// <param name="ambient">Ambient dimension n.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EnergyShapeAttribute(int ambient) : Attribute
{
    /// <summary>Ambient dimension n.</summary>
    public int Ambient { get; } = ambient;
}
