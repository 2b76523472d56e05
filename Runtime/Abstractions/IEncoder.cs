using static TorchSharp.torch;

namespace DslManifolds;

/// <summary>An encoder g: ℝⁿ → ℝᵐ, of points to codes; a variational one gives a normal distribution of codes for each point.</summary>
/// <remarks>The rules on shapes, ownership and gradient mode are those of <see cref="IManifold"/>.</remarks>
public interface IEncoder
{
    /// <summary>Ambient dimension n.</summary>
    int AmbientDimension { get; }

    /// <summary>Dimension m of a code.</summary>
    int LatentDimension { get; }

    /// <summary>Whether codes are distributed: then <see cref="EncodeDistribution"/> gives their mean and logarithmic variance.</summary>
    bool IsVariational { get; }

    /// <summary>The code g(x), the mean of a distributed one: (batch, n) → (batch, m).</summary>
    Tensor Encode(Tensor x);

    /// <summary>Mean and logarithmic variance of the code: (batch, n) → (batch, m), (batch, m).</summary>
    /// <exception cref="InvalidOperationException">The encoder is not variational.</exception>
    (Tensor Mean, Tensor LogVariance) EncodeDistribution(Tensor x);
}
