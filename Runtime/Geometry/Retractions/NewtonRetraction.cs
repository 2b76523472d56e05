using DslManifolds.Solvers;
using static TorchSharp.torch;

namespace DslManifolds.Geometry;

/// <summary>
/// Retraction by Newton's method on the Lagrange multiplier, with the explicit Jacobian.
/// </summary>
/// <remarks>
/// With y(λ) = x + d − J(x)ᵀ λ, a step is λ ← λ + [J(y) J(x)ᵀ]⁻¹ F(y), which is Newton's iteration for F(y(λ)) = 0 (the symmetric
/// projection of Hairer, Lubich and Wanner, Geometric Numerical Integration, section IV.4, with an exact Jacobian). With one output, from the
/// second step on, λ is where the cubic polynomial λ(F) through the values and slopes of the last two points has F = 0 (inverse
/// interpolation, of third order; Traub, Iterative Methods for the Solution of Equations), unless that is far from Newton's. A step that
/// does not lower max |F| is halved. Each sample has its own multiplier, step length and end: one that has converged moves no
/// more. Multipliers are kept in double on the host, so that y is rounded only once. No graph is recorded.
/// </remarks>
public sealed class NewtonRetraction : IRetraction
{
    private readonly NewtonRetractionOptions options;

    /// <summary>A Newton retraction.</summary>
    /// <param name="options">Settings; null for the defaults.</param>
    public NewtonRetraction(NewtonRetractionOptions? options = null)
    {
        this.options = options ?? new NewtonRetractionOptions();
        this.options.Validate();
    }

    /// <summary>Settings in force.</summary>
    internal NewtonRetractionOptions Options => options;

    /// <inheritdoc/>
    public ITangentFrame At(IManifold manifold, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(manifold);
        HostTransfer.RequireRows(x, manifold.AmbientDimension, nameof(x));
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var points = x.detach().clone();
        var jacobian = manifold.Jacobian(points);
        return new NewtonFrame(manifold, options, points.DetachFromDisposeScope(), jacobian.DetachFromDisposeScope());
    }
}
