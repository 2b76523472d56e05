using DslManifolds.Geometry;

namespace DslManifolds.Samples.Plotting;

/// <summary>
/// Makes a mesh coarser where only the eye is to be pleased: the vertices in one cell of a grid become one, at their mean and with
/// the mean of their values, and simplices that lose a corner vanish. Source: Rossignac and Borrel, "Multi-resolution 3D
/// approximations for rendering complex scenes" (1993). Topology may change.
/// </summary>
internal static class CoarseMesh
{
    /// <summary>Clusters the vertices of a mesh.</summary>
    /// <param name="mesh">The mesh.</param>
    /// <param name="values">A value for each vertex.</param>
    /// <param name="cell">Edge of a cell.</param>
    public static (SimplicialMesh Mesh, double[] Values) Of(SimplicialMesh mesh, double[] values, double cell)
    {
        var (clusterOf, clusters) = Cluster(mesh.Vertices, cell);
        var dimension = mesh.AmbientDimension;
        var (coordinates, means, sizes) = (new double[clusters * dimension], new double[clusters], new int[clusters]);
        for (var vertex = 0; vertex < clusterOf.Length; vertex++)
        {
            var cluster = clusterOf[vertex];
            for (var axis = 0; axis < dimension; axis++)
                coordinates[cluster * dimension + axis] += mesh.Vertices[vertex][axis];
            means[cluster] += values[vertex];
            sizes[cluster]++;
        }
        for (var cluster = 0; cluster < clusters; cluster++)
        {
            for (var axis = 0; axis < dimension; axis++)
                coordinates[cluster * dimension + axis] /= sizes[cluster];
            means[cluster] /= sizes[cluster];
        }
        return (new SimplicialMesh(new PointSet(coordinates, dimension), Simplices(mesh, clusterOf), mesh.Dimension), means);
    }

    // The number of the cell that each vertex is in, cells numbered as they come.
    private static (int[] ClusterOf, int Clusters) Cluster(PointSet vertices, double cell)
    {
        var (numbers, clusterOf) = (new Dictionary<(int, int, int), int>(), new int[vertices.Count]);
        for (var vertex = 0; vertex < clusterOf.Length; vertex++)
        {
            var point = vertices[vertex];
            var place = (Index(point[0]), Index(point[1]), point.Length > 2 ? Index(point[2]) : 0);
            if (!numbers.TryGetValue(place, out clusterOf[vertex]))
                numbers[place] = clusterOf[vertex] = numbers.Count;
        }
        return (clusterOf, numbers.Count);

        int Index(double coordinate) => (int)Math.Floor(coordinate / cell);
    }

    private static int[] Simplices(SimplicialMesh mesh, int[] clusterOf)
    {
        var simplices = new List<int>();
        for (var simplex = 0; simplex < mesh.SimplexCount; simplex++)
        {
            var corners = mesh.Simplex(simplex).ToArray().Select(vertex => clusterOf[vertex]).ToArray();
            if (corners.Distinct().Count() == corners.Length)
                simplices.AddRange(corners);
        }
        return [.. simplices];
    }
}
