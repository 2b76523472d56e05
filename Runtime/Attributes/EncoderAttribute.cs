namespace DslManifolds;

/// <summary>
/// Declares a partial class as an encoder g: ℝⁿ → ℝᵐ, of points to codes. An <see cref="MlpAttribute"/> on the same class gives its
/// layers; the generator writes g and the module that holds its parameters.
/// </summary>
/// <remarks>
/// The last layer has m outputs, of a variational encoder 2 m: the mean of the code, then the logarithm of its variance.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EncoderAttribute : Attribute
{
    /// <summary>Ambient dimension n: the length of a point. At least 2.</summary>
    public int Ambient { get; set; }

    /// <summary>Latent dimension m: the length of a code, 1 ≤ m &lt; n.</summary>
    public int Latent { get; set; }

    /// <summary>Whether it gives a normal distribution of codes for each point.</summary>
    public bool Variational { get; set; }
}
