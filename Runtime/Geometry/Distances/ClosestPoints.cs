using DslManifolds.Solvers;
using static TorchSharp.torch;

namespace DslManifolds.Geometry;

/// <summary>Closest points on a manifold, as found by <see cref="DistanceToManifold"/>.</summary>
/// <param name="Points">y, (batch, n); owned by this result.</param>
/// <param name="Distances">
/// |x − y| of each sample, in units of the ambient space, infinite where no point on M was found; length batch.
/// </param>
/// <param name="Status">
/// How each sample ended; length batch. Only where it is <see cref="SolveStatus.Converged"/> is y a stationary point of the
/// distance.
/// </param>
/// <param name="Residual">max |F(y)| of each sample; y is on M where this is within the tolerance, whatever the status.</param>
/// <param name="Iterations">Steps tried along the manifold from the start that was best; length batch.</param>
public sealed record ClosestPoints(
    Tensor Points, double[] Distances, SolveStatus[] Status, double[] Residual, int[] Iterations) : IDisposable
{
    /// <summary>Whether every sample converged.</summary>
    public bool AllConverged => Array.TrueForAll(Status, status => status == SolveStatus.Converged);

    /// <summary>Disposes <see cref="Points"/>.</summary>
    public void Dispose() => Points.Dispose();
}
