using DslManifolds.Solvers;
using static TorchSharp.torch;

namespace DslManifolds.Geometry;

/// <summary>
/// ℝⁿ itself: the manifold without an equation (k = 0). Every vector is tangent, every point lies on it, so that what samples and trains
/// on manifolds samples and trains in ℝⁿ too: a constrained Langevin step, P = I and no multiplier, is an unconstrained one.
/// </summary>
internal sealed class EuclideanSpace(int dimension) : IManifold
{
    /// <inheritdoc/>
    public int AmbientDimension => dimension;

    /// <inheritdoc/>
    public int Dimension => dimension;

    /// <inheritdoc/>
    public int CodomainDimension => 0;

    /// <inheritdoc/>
    public Tensor Value(Tensor x) => NoOutputs(x);

    /// <inheritdoc/>
    public Tensor Jvp(Tensor x, Tensor v) => NoOutputs(x);

    /// <inheritdoc/>
    public Tensor Vjp(Tensor x, Tensor w) => zeros_like(x);

    /// <inheritdoc/>
    public Tensor Gram(Tensor x, Tensor w) => NoOutputs(x);

    /// <inheritdoc/>
    public Tensor Jacobian(Tensor x) => zeros([x.shape[0], 0, dimension], x.dtype, x.device);

    /// <inheritdoc/>
    public (Tensor Value, Tensor Product) ValueAndJvp(Tensor x, Tensor v) => (Value(x), Jvp(x, v));

    /// <inheritdoc/>
    public (Tensor Value, Tensor Product) ValueAndVjp(Tensor x, Tensor w) => (Value(x), Vjp(x, w));

    /// <inheritdoc/>
    public (Tensor Value, Tensor Product) ValueAndGram(Tensor x, Tensor w) => (Value(x), Gram(x, w));

    /// <inheritdoc/>
    public (Tensor Value, Tensor Jacobian) ValueAndJacobian(Tensor x) => (Value(x), Jacobian(x));

    private Tensor NoOutputs(Tensor x)
    {
        HostTransfer.RequireRows(x, dimension, nameof(x));
        return zeros([x.shape[0], 0], x.dtype, x.device);
    }
}
