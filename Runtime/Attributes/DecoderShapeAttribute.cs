using System.ComponentModel;

namespace DslManifolds;

/// <summary>Dimensions of a declared decoder, written by the generator for other assemblies.</summary>
/// <param name="ambient">Ambient dimension n.</param>
/// <param name="latent">Latent dimension m.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DecoderShapeAttribute(int ambient, int latent) : Attribute
{
    /// <summary>Ambient dimension n.</summary>
    public int Ambient { get; } = ambient;

    /// <summary>Latent dimension m.</summary>
    public int Latent { get; } = latent;
}
