using static TorchSharp.torch;

namespace DslManifolds;

/// <summary>An energy E: ℝⁿ → ℝ; the density it stands for is proportional to e^(−E).</summary>
/// <remarks>The rules on shapes, ownership and gradient mode are those of <see cref="IManifold"/>.</remarks>
public interface IEnergy
{
    /// <summary>Ambient dimension n.</summary>
    int AmbientDimension { get; }

    /// <summary>E(x): (batch, n) → (batch).</summary>
    Tensor Energy(Tensor x);

    /// <summary>∇E(x): (batch, n) → (batch, n).</summary>
    Tensor EnergyGradient(Tensor x);

    /// <summary>E(x) and ∇E(x), with one forward pass.</summary>
    (Tensor Energy, Tensor Gradient) EnergyAndGradient(Tensor x);
}

/// <summary>An energy whose ambient dimension is a constant to generic code.</summary>
/// <typeparam name="TSelf">The declared type itself.</typeparam>
public interface IEnergy<TSelf> : IEnergy
    where TSelf : IEnergy<TSelf>
{
    /// <summary>Ambient dimension n.</summary>
    static new abstract int AmbientDimension { get; }
}
