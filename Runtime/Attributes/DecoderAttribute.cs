namespace DslManifolds;

/// <summary>
/// Declares a partial class as a decoder f: ℝᵐ → ℝⁿ, of codes to points. An <see cref="MlpAttribute"/> on the same class gives its layers;
/// the generator writes f, the products of its Jacobian and the module that holds its parameters.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class DecoderAttribute : Attribute
{
    /// <summary>Latent dimension m: the length of a code, 1 ≤ m &lt; n.</summary>
    public int Latent { get; set; }

    /// <summary>Ambient dimension n: the length of a point. At least 2.</summary>
    public int Ambient { get; set; }
}
