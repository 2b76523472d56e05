using DslManifolds.Geometry;
using DslManifolds.Solvers;
using static TorchSharp.torch;

namespace DslManifolds.Samples.Experiments;

/// <summary>For each of some points, the closest point found on the learned manifold and its distance.</summary>
/// <param name="Points">The closest points; where <paramref name="Found"/> does not hold, the nearest vertices of the mesh.</param>
/// <param name="Distances">Distances to them.</param>
/// <param name="Found">Whether the search converged.</param>
internal sealed record ClosestPoints(PointSet Points, double[] Distances, bool[] Found)
{
    /// <summary>Searches for the closest points.</summary>
    /// <param name="manifold">The learned manifold.</param>
    /// <param name="mesh">Its mesh.</param>
    /// <param name="points">The points.</param>
    /// <param name="device">Device of the manifold.</param>
    public static ClosestPoints To(IManifold manifold, SimplicialMesh mesh, PointSet points, Device device)
    {
        using var noGradient = no_grad();
        using var x = points.ToTensor(device: device);
        using var result = DistanceToManifold.Solve(manifold, x);
        var closest = PointSet.FromTensor(result.Value);
        var found = Array.ConvertAll(result.Status, status => status == SolveStatus.Converged);
        if (!Array.TrueForAll(found, converged => converged))
        {
            var vertices = new MeshDistance(SimplicialMesh.FromPoints(mesh.Vertices)).Nearest(points).Points;
            for (var i = 0; i < found.Length; i++)
            {
                if (!found[i])
                    vertices[i].CopyTo(closest.Coordinates.AsSpan(i * closest.Dimension));
            }
        }
        return new ClosestPoints(closest, Between(points, closest), found);
    }

    private static double[] Between(PointSet from, PointSet to)
    {
        var distances = new double[from.Count];
        for (var i = 0; i < from.Count; i++)
        {
            var squared = 0.0;
            for (var axis = 0; axis < from.Dimension; axis++)
                squared += (from[i][axis] - to[i][axis]) * (from[i][axis] - to[i][axis]);
            distances[i] = Math.Sqrt(squared);
        }
        return distances;
    }
}
