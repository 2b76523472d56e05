using DslManifolds.Solvers;
using static TorchSharp.torch;

namespace DslManifolds.Geometry;

/// <summary>
/// The paper's retraction, matrix-free throughout: Eq. 6 by conjugate gradients, and Eq. 9,
/// λ* = argmin ‖F(x + d − J(x)ᵀ λ)‖², by L-BFGS with one solve for each sample.
/// </summary>
public sealed class LbfgsRetraction : IRetraction
{
    private readonly LbfgsRetractionOptions options;

    /// <summary>An L-BFGS retraction.</summary>
    /// <param name="options">Settings; null for the defaults.</param>
    public LbfgsRetraction(LbfgsRetractionOptions? options = null)
    {
        this.options = options ?? new LbfgsRetractionOptions();
        this.options.Validate();
    }

    /// <summary>Settings in force.</summary>
    internal LbfgsRetractionOptions Options => options;

    /// <inheritdoc/>
    public ITangentFrame At(IManifold manifold, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(manifold);
        HostTransfer.RequireRows(x, manifold.AmbientDimension, nameof(x));
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        return new LbfgsFrame(manifold, options, x.detach().clone().DetachFromDisposeScope());
    }
}
