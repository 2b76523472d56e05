using DslManifolds.Operators;
using DslManifolds.Solvers;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Geometry;

/// <summary>
/// Orthogonal projection of vectors onto the tangent space at x (Eq. 6), v − Jᵀ (J Jᵀ)⁻¹ J v, without building J: a
/// Jacobian-vector product, conjugate gradients on the Gram operator w ↦ J Jᵀ w, and a vector-Jacobian product.
/// </summary>
/// <remarks>
/// J v always lies in the range of J Jᵀ, so the projection is defined where J has lost rank, too; conjugate gradients find it
/// there. What residual they cannot lower is what rounding has left of the lost rank, so their sample counts as converged.
/// </remarks>
public static class TangentProjection
{
    /// <summary>Projects the vectors v at the points x.</summary>
    /// <param name="manifold">The manifold.</param>
    /// <param name="x">Points, (batch, n).</param>
    /// <param name="v">Vectors, (batch, n).</param>
    /// <param name="options">Settings of the conjugate gradients; null for the defaults.</param>
    /// <returns>
    /// Projected vectors, (batch, n), with status, iterations and relative residual of the conjugate gradients. A sample that is
    /// not finite gets the zero vector, which is tangent everywhere.
    /// </returns>
    public static SolveResult Project(IManifold manifold, Tensor x, Tensor v, ConjugateGradientsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(manifold);
        HostTransfer.RequireRows(x, manifold.AmbientDimension, nameof(x));
        HostTransfer.RequireRows(v, manifold.AmbientDimension, nameof(v));
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var multiplier = ConjugateGradients.Solve(w => manifold.Gram(x, w), manifold.Jvp(x, v), v, options);
        var projected = v.sub(manifold.Vjp(x, multiplier.Value));
        var statuses = Array.ConvertAll(
            multiplier.Status, status => status == SolveStatus.Stalled ? SolveStatus.Converged : status);
        var failed = Array.ConvertAll(statuses, status => status == SolveStatus.NotFinite);
        if (Array.IndexOf(failed, true) >= 0)
            projected.masked_fill_(HostTransfer.WriteMask(failed, projected.device), SafeArithmetic.Zero);
        return multiplier with { Value = projected.MoveToOuterDisposeScope(), Status = statuses };
    }
}
