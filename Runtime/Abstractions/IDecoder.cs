using static TorchSharp.torch;

namespace DslManifolds;

/// <summary>A decoder f: ℝᵐ → ℝⁿ, of codes to points, and the products of its Jacobian J (n × m).</summary>
/// <remarks>The rules on shapes, ownership and gradient mode are those of <see cref="IManifold"/>.</remarks>
public interface IDecoder
{
    /// <summary>Dimension m of a code.</summary>
    int LatentDimension { get; }

    /// <summary>Ambient dimension n.</summary>
    int AmbientDimension { get; }

    /// <summary>f(z): (batch, m) → (batch, n).</summary>
    Tensor Decode(Tensor z);

    /// <summary>f(z) and J(z) v, with one forward pass: (batch, m), (batch, m) → (batch, n), (batch, n).</summary>
    (Tensor Point, Tensor Product) DecodeAndJvp(Tensor z, Tensor v);

    /// <summary>f(z) and J(z)ᵀ w, with one forward pass: (batch, m), (batch, n) → (batch, n), (batch, m).</summary>
    (Tensor Point, Tensor Product) DecodeAndVjp(Tensor z, Tensor w);

    /// <summary>f(z) and J(z), with one forward pass: (batch, m) → (batch, n), (batch, n, m).</summary>
    (Tensor Point, Tensor Jacobian) DecodeAndJacobian(Tensor z);
}
