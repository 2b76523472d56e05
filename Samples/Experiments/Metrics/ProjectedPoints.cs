using DslManifolds.Geometry;
using DslManifolds.Solvers;
using static TorchSharp.torch;

namespace DslManifolds.Samples.Experiments;

/// <summary>For each of some points, the closest point found on the learned manifold and its distance.</summary>
/// <param name="Points">
/// The closest points; where <paramref name="Found"/> does not hold, the nearest vertices of the mesh.
/// </param>
/// <param name="Distances">Distances to them.</param>
/// <param name="Found">Whether the search converged.</param>
internal sealed record ProjectedPoints(PointSet Points, double[] Distances, bool[] Found)
{
    /// <summary>Searches for the closest points, from the points themselves and from the nearest vertices of the mesh.</summary>
    /// <param name="points">The points.</param>
    /// <param name="manifold">The learned manifold.</param>
    /// <param name="mesh">Its mesh.</param>
    /// <param name="device">Device of the manifold.</param>
    public static ProjectedPoints Of(PointSet points, IManifold manifold, SimplicialMesh mesh, Device device)
    {
        var nearest = new MeshDistance(SimplicialMesh.FromPoints(mesh.Vertices)).Nearest(points);
        using var x = points.ToTensor(device: device);
        using var start = nearest.Points.ToTensor(device: device);
        using var result = DistanceToManifold.Find(manifold, x, start);
        var closest = PointSet.FromTensor(result.Points);
        var (distances, found) = ((double[])result.Distances.Clone(), new bool[points.Count]);
        for (var i = 0; i < points.Count; i++)
        {
            found[i] = result.Status[i] == SolveStatus.Converged;
            if (found[i])
                continue;
            nearest.Points[i].CopyTo(closest.Coordinates.AsSpan(i * closest.Dimension));
            distances[i] = nearest.Distances[i];
        }
        return new ProjectedPoints(closest, distances, found);
    }
}
