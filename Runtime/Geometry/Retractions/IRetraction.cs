using static TorchSharp.torch;

namespace DslManifolds.Geometry;

/// <summary>
/// A way to move along a manifold: from points x on M by a displacement d, back to M in the direction of the normals at x.
/// </summary>
public interface IRetraction
{
    /// <summary>Prepares moves from points on the manifold.</summary>
    /// <param name="manifold">The manifold M.</param>
    /// <param name="x">Points on M, (batch, n). Not kept: what is needed is copied.</param>
    ITangentFrame At(IManifold manifold, Tensor x);
}

/// <summary>What a retraction knows at a batch of points x on M.</summary>
public interface ITangentFrame : IDisposable
{
    /// <summary>Points of the frame, (batch, n). Owned by the frame.</summary>
    Tensor Points { get; }

    /// <summary>
    /// Tangent projection (Eq. 6): v − Jᵀ(J Jᵀ)⁻¹ J v at x; (batch, n) → (batch, n), fresh. Where v is not finite, neither is the result:
    /// the sampler rejects it.
    /// </summary>
    Tensor Project(Tensor v);

    /// <summary>
    /// Solves F(y) = 0 for y = x + d − J(x)ᵀ λ over the Lagrange multiplier λ (Eq. 7 to 9, λ scaled by 2 / ε²).
    /// </summary>
    /// <param name="displacement">d, (batch, n).</param>
    /// <returns>y (batch, n) as <see cref="Solvers.SolveResult.Value"/>, with residual max |F(y)| for each sample.</returns>
    Solvers.SolveResult Retract(Tensor displacement);

    /// <summary>
    /// The frame at the points where <paramref name="accepted"/> holds the last <see cref="Retract"/>'s y and x elsewhere. It reuses
    /// what that solve has computed, and takes over this frame's resources: this frame is spent afterwards.
    /// </summary>
    /// <param name="accepted">(batch), bool.</param>
    ITangentFrame Advance(Tensor accepted);
}
