namespace DslManifolds.Geometry;

/// <summary>
/// Clusters by single linkage: two points belong together where a chain of points leads from one to the other, each link of which is short
/// enough. They are the components of the Euclidean minimum spanning tree without its longest edges.
/// </summary>
/// <remarks>
/// The tree is grown by Prim's algorithm, in time n² for n points and without a table of distances. Few points between two clusters join
/// them: the method is for data on manifolds that lie apart. Source: Gower and Ross, "Minimum spanning trees and single linkage cluster
/// analysis", Applied Statistics 18 (1969).
/// </remarks>
public static class SingleLinkage
{
    /// <summary>Splits points into a given number of clusters, at the longest edges of the tree.</summary>
    /// <param name="points">The points.</param>
    /// <param name="count">Number of clusters, at most one a point.</param>
    /// <returns>The clusters, the one of the first point first; points keep their order.</returns>
    public static IReadOnlyList<PointSet> Clusters(PointSet points, int count)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (count > points.Count)
            throw new ArgumentException($"{points.Count} points cannot make {count} clusters.", nameof(count));
        var edges = SpanningTree(points);
        Array.Sort(edges, (left, right) => left.SquaredLength.CompareTo(right.SquaredLength));
        return Components(points, edges.AsSpan(0, points.Count - count));
    }

    /// <summary>Splits points where no two points of unlike clusters are as near as a given distance.</summary>
    /// <param name="points">The points, at least one.</param>
    /// <param name="distance">Greatest length of a link.</param>
    /// <returns>The clusters, the one of the first point first; points keep their order.</returns>
    public static IReadOnlyList<PointSet> ClustersByDistance(PointSet points, double distance)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (!(distance >= 0))
            throw new ArgumentOutOfRangeException(nameof(distance), distance, "The distance must not be negative.");
        if (points.Count == 0)
            throw new ArgumentException("There are no points.", nameof(points));
        return Components(points, Array.FindAll(SpanningTree(points), edge => Math.Sqrt(edge.SquaredLength) <= distance));
    }

    private static Edge[] SpanningTree(PointSet points)
    {
        var edges = new Edge[points.Count - 1];
        var nearest = new Edge[points.Count];
        Array.Fill(nearest, new Edge(-1, -1, double.PositiveInfinity));
        var isOutside = new bool[points.Count];
        Array.Fill(isOutside, true);
        var added = 0;
        for (var i = 0; i < edges.Length; i++)
        {
            isOutside[added] = false;
            var next = -1;
            for (var point = 0; point < points.Count; point++)
            {
                if (!isOutside[point])
                    continue;
                var squared = SquaredDistance(points[added], points[point]);
                if (!double.IsFinite(squared))
                    throw new ArgumentException($"The distance of the points {added} and {point} is not finite.", nameof(points));
                if (squared < nearest[point].SquaredLength)
                    nearest[point] = new Edge(added, point, squared);
                if (next < 0 || nearest[point].SquaredLength < nearest[next].SquaredLength)
                    next = point;
            }

            edges[i] = nearest[next];
            added = next;
        }

        return edges;
    }

    private static PointSet[] Components(PointSet points, ReadOnlySpan<Edge> edges)
    {
        // The components of a graph are what the mesh's are: vertices joined by simplices.
        var simplices = new List<int>(2 * (edges.Length + points.Count));
        foreach (var edge in edges)
            simplices.AddRange([edge.First, edge.Second]);
        for (var point = 0; point < points.Count; point++)
            simplices.AddRange([point, point]);
        var labels = MeshTopology.ComponentLabels(new SimplicialMesh(points, [.. simplices], 1));
        return [.. Enumerable.Range(0, points.Count).GroupBy(point => labels[point]).Select(cluster =>
            new PointSet([.. cluster.SelectMany(point => points[point].ToArray())], points.Dimension))];
    }

    private static double SquaredDistance(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var sum = 0.0;
        for (var axis = 0; axis < x.Length; axis++)
            sum += (x[axis] - y[axis]) * (x[axis] - y[axis]);
        return sum;
    }

    private readonly record struct Edge(int First, int Second, double SquaredLength);
}
