namespace DslManifolds;

/// <summary>
/// Declares a partial class as a pushforward model (Eq. 1 and 2): codes z with density proportional to e^(−E(z)), carried to the points
/// x = f(z) by a decoder, whose inverse on them is an encoder.
/// </summary>
/// <param name="encoder">A type declared with <see cref="EncoderAttribute"/>: g: ℝⁿ → ℝᵐ.</param>
/// <param name="decoder">A type declared with <see cref="DecoderAttribute"/>, of the same dimensions: f: ℝᵐ → ℝⁿ.</param>
/// <param name="latentEnergy">A type declared with <see cref="EnergyAttribute"/>, of ambient dimension m: E: ℝᵐ → ℝ.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class PushforwardModelAttribute(Type encoder, Type decoder, Type latentEnergy) : Attribute
{
    /// <summary>The encoder's type.</summary>
    public Type Encoder { get; } = encoder;

    /// <summary>The decoder's type.</summary>
    public Type Decoder { get; } = decoder;

    /// <summary>The latent energy's type.</summary>
    public Type LatentEnergy { get; } = latentEnergy;
}
