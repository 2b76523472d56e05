namespace DslManifolds.Geometry;

/// <summary>Nearest points of a mesh to a set of points, in their order.</summary>
/// <param name="Distances">Euclidean distance of each point.</param>
/// <param name="Simplices">Number of the simplex that holds the nearest point.</param>
/// <param name="Points">The nearest points.</param>
public sealed record NearestPoints(double[] Distances, int[] Simplices, PointSet Points);
