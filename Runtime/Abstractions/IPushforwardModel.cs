namespace DslManifolds;

/// <summary>
/// A density on the image of a decoder: codes z with density proportional to e^(−E(z)), pushed forward by f. At x = f(z) it is,
/// by Eq. 2, p(x) = e^(−E(z)) / (Z √det(J(z)ᵀ J(z))), where f is injective.
/// </summary>
public interface IPushforwardModel
{
    /// <summary>Ambient dimension n.</summary>
    int AmbientDimension { get; }

    /// <summary>Dimension m of a code.</summary>
    int LatentDimension { get; }

    /// <summary>g: ℝⁿ → ℝᵐ.</summary>
    IEncoder Encoder { get; }

    /// <summary>f: ℝᵐ → ℝⁿ.</summary>
    IDecoder Decoder { get; }

    /// <summary>E: ℝᵐ → ℝ; its ambient dimension is m.</summary>
    IEnergy LatentEnergy { get; }
}
