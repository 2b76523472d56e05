using System.ComponentModel;

namespace DslManifolds;

/// <summary>
/// Dimensions of a declared manifold or model. The generator writes it, so that other assemblies can compose the type without
/// seeing its declaration.
/// </summary>
/// <param name="ambient">Ambient dimension n.</param>
/// <param name="dimension">Intrinsic dimension m.</param>
/// <param name="outputs">Number of outputs k of F.</param>
/// <param name="mixed">Whether it has components of unlike dimension.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ManifoldShapeAttribute(int ambient, int dimension, int outputs, bool mixed = false) : Attribute
{
    /// <summary>Ambient dimension n.</summary>
    public int Ambient { get; } = ambient;

    /// <summary>Intrinsic dimension m.</summary>
    public int Dimension { get; } = dimension;

    /// <summary>Number of outputs k of F.</summary>
    public int Outputs { get; } = outputs;

    /// <summary>Whether it has components of unlike dimension, of which m is the largest.</summary>
    public bool Mixed { get; } = mixed;
}
