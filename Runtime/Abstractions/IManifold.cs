using static TorchSharp.torch;

namespace DslManifolds;

/// <summary>
/// A manifold M = F⁻¹(0) in ℝⁿ, given by its manifold-defining function F: ℝⁿ → ℝᵏ and the products of its Jacobian J (k × n).
/// </summary>
/// <remarks>
/// Points are rows: x has shape (batch, n). Every method leaves its arguments as they are and returns fresh tensors that the
/// caller disposes, on the device and with the element type of x. With gradient mode on, results are differentiable with
/// respect to the parameters of F (and x); with gradient mode off, no graph is recorded and memory is reused in place.
/// A wrong shape, element type or device raises an <see cref="ArgumentException"/> that names the argument.
/// </remarks>
public interface IManifold
{
    /// <summary>Ambient dimension n.</summary>
    int AmbientDimension { get; }

    /// <summary>Intrinsic dimension m.</summary>
    int Dimension { get; }

    /// <summary>Number of outputs k of F. It is the codimension n − m, except for unions.</summary>
    int CodomainDimension { get; }

    /// <summary>Codimension n − m.</summary>
    int Codimension => AmbientDimension - Dimension;

    /// <summary>F(x): (batch, n) → (batch, k).</summary>
    Tensor Value(Tensor x);

    /// <summary>J(x) v: (batch, n), (batch, n) → (batch, k).</summary>
    Tensor Jvp(Tensor x, Tensor v);

    /// <summary>J(x)ᵀ w: (batch, n), (batch, k) → (batch, n).</summary>
    Tensor Vjp(Tensor x, Tensor w);

    /// <summary>G(x) w = J(x) J(x)ᵀ w: (batch, n), (batch, k) → (batch, k).</summary>
    Tensor Gram(Tensor x, Tensor w);

    /// <summary>J(x): (batch, n) → (batch, k, n).</summary>
    Tensor Jacobian(Tensor x);

    /// <summary>F(x) and J(x) v, with one forward pass.</summary>
    (Tensor Value, Tensor Product) ValueAndJvp(Tensor x, Tensor v);

    /// <summary>F(x) and J(x)ᵀ w, with one forward pass.</summary>
    (Tensor Value, Tensor Product) ValueAndVjp(Tensor x, Tensor w);

    /// <summary>F(x) and J(x) J(x)ᵀ w, with one forward pass.</summary>
    (Tensor Value, Tensor Product) ValueAndGram(Tensor x, Tensor w);

    /// <summary>F(x) and J(x), with one forward pass.</summary>
    (Tensor Value, Tensor Jacobian) ValueAndJacobian(Tensor x);
}

/// <summary>A manifold whose dimensions are constants to generic code, known without an instance.</summary>
/// <typeparam name="TSelf">The declared type itself.</typeparam>
public interface IManifold<TSelf> : IManifold
    where TSelf : IManifold<TSelf>
{
    /// <summary>Ambient dimension n.</summary>
    static new abstract int AmbientDimension { get; }

    /// <summary>Intrinsic dimension m.</summary>
    static new abstract int Dimension { get; }

    /// <summary>Number of outputs k of F.</summary>
    static new abstract int CodomainDimension { get; }
}
