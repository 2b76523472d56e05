using DslManifolds.Geometry;
using DslManifolds.Solvers;
using static TorchSharp.torch;

namespace DslManifolds.Samplers;

/// <summary>
/// Starting points for chains on curves and surfaces, drawn from the model's density: pieces of a mesh by their probability
/// w_j e^(−E(c_j)) / Z (<see cref="Quadrature"/>), points uniformly within a piece, brought onto the manifold by projection.
/// </summary>
/// <remarks>
/// Chains from projected noise (<see cref="NoiseProjection"/>) first have to find the modes, which narrow ones far apart can make very
/// slow. Here each mode has its share from the start, and the draws are independent. What is left is the error of the mesh, of second order
/// in its edges, which chains with the Metropolis correction remove within a few steps, since it is local.
/// </remarks>
public static class DensityStarts
{
    // Drawn beyond what is asked for: now and then a projection from a mesh fails, or ends outside the box.
    private const int Spare = 64;

    /// <summary>Draws starting points.</summary>
    /// <param name="manifold">The manifold M. Of a union of models see <see cref="MixtureLangevin"/>.</param>
    /// <param name="energy">The energy E.</param>
    /// <param name="mesh">M in the box, meshed: segments or triangles.</param>
    /// <param name="box">Where the points must lie.</param>
    /// <param name="count">Number of points.</param>
    /// <param name="seed">Seed; the same gives the same points.</param>
    /// <param name="elementType">Element type of the points, that of M and E.</param>
    /// <param name="device">Device of M, E and the points; the CPU where null.</param>
    /// <returns>(count, n), fresh, on the manifold.</returns>
    /// <exception cref="ArgumentException">The mesh is one of points, or the dimensions differ.</exception>
    /// <exception cref="ArithmeticException">The energy is not finite somewhere on the mesh.</exception>
    /// <exception cref="InvalidOperationException">
    /// The mesh is empty, or more than a few of the drawn points cannot be brought onto the manifold: the mesh is another manifold's.
    /// </exception>
    public static Tensor Draw(
        IManifold manifold,
        IEnergy energy,
        SimplicialMesh mesh,
        Box box,
        int count,
        int seed,
        ScalarType elementType = ScalarType.Float32,
        Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(manifold);
        ArgumentNullException.ThrowIfNull(energy);
        ArgumentNullException.ThrowIfNull(mesh);
        ArgumentNullException.ThrowIfNull(box);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var n = manifold.AmbientDimension;
        if (energy.AmbientDimension != n || mesh.AmbientDimension != n || box.Dimension != n)
        {
            throw new ArgumentException(
                $"The manifold lies in ℝ^{n}, the energy in ℝ^{energy.AmbientDimension}, the mesh in ℝ^{mesh.AmbientDimension}, "
                + $"the box in ℝ^{box.Dimension}; they must lie in the same space.");
        }

        var masses = Quadrature.OnMesh(mesh).Masses(energy, elementType, device);
        var drawn = MeshSampling.Weighted(mesh, masses, count + count / 8 + Spare, seed);
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var projection = ManifoldProjection.Project(manifold, drawn.ToTensor(elementType, device));
        var inside = HostTransfer.ReadBooleans(box.Contains(projection.Value));
        var rows = Enumerable.Range(0, drawn.Count)
            .Where(row => projection.Status[row] == SolveStatus.Converged && inside[row])
            .Select(row => (long)row)
            .Take(count)
            .ToArray();
        if (rows.Length < count)
        {
            throw new InvalidOperationException(
                $"Of {drawn.Count} points drawn on the mesh only {rows.Length} could be brought onto the manifold in {box}. "
                + "Extract the mesh from the same manifold, in the same box.");
        }

        return projection.Value.index_select(0, HostTransfer.WriteIndices(rows, projection.Value.device)).MoveToOuterDisposeScope();
    }
}
