namespace DslManifolds.Geometry;

/// <summary>Nearest points on a mesh, exactly, by branch and bound in a tree of bounding boxes over its simplices.</summary>
/// <remarks>
/// Points on the flat simplices count, not vertices only; distances to a point cloud come from
/// <see cref="SimplicialMesh.FromPoints"/>. The tree is built once, in O(N log N); it may be asked by several threads at a time.
/// </remarks>
public sealed class MeshDistance
{
    private const int LeafSize = 8;

    private readonly SimplicialMesh mesh;
    private readonly int[] order;
    private readonly List<Node> nodes = [];

    /// <summary>Builds the tree.</summary>
    /// <param name="mesh">The mesh, with at least one simplex; it must not change afterwards.</param>
    /// <exception cref="ArgumentException">The mesh is empty, so that there is no nearest point.</exception>
    public MeshDistance(SimplicialMesh mesh)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        if (mesh.SimplexCount == 0)
            throw new ArgumentException("The mesh is empty, so no point has a distance to it.", nameof(mesh));
        this.mesh = mesh;
        order = [.. Enumerable.Range(0, mesh.SimplexCount)];
        Build(0, order.Length);
    }

    /// <summary>The nearest point of the mesh to each of some points.</summary>
    /// <param name="points">Points of the mesh's ambient dimension.</param>
    public NearestPoints Nearest(PointSet points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Dimension != mesh.AmbientDimension)
        {
            throw new ArgumentException(
                $"The points lie in ℝ^{points.Dimension}, the mesh in ℝ^{mesh.AmbientDimension}.", nameof(points));
        }

        var distances = new double[points.Count];
        var simplices = new int[points.Count];
        var nearest = new double[points.Count * points.Dimension];
        var candidate = new double[points.Dimension];
        for (var point = 0; point < points.Count; point++)
        {
            var best = new Best(double.PositiveInfinity, -1);
            Search(0, points[point], candidate, nearest.AsSpan(point * points.Dimension, points.Dimension), ref best);
            if (best.Simplex < 0)
            {
                throw new ArithmeticException(
                    $"Point {point} has no distance to the mesh: a coordinate of one of them is not finite.");
            }

            distances[point] = Math.Sqrt(best.SquaredDistance);
            simplices[point] = best.Simplex;
        }

        return new NearestPoints(distances, simplices, new PointSet(nearest, points.Dimension));
    }

    /// <summary>Builds the tree over order[start .. end) and returns the number of its root.</summary>
    private int Build(int start, int end)
    {
        var n = mesh.AmbientDimension;
        var lower = new double[n];
        var upper = new double[n];
        Array.Fill(lower, double.PositiveInfinity);
        Array.Fill(upper, double.NegativeInfinity);
        for (var i = start; i < end; i++)
        {
            foreach (var corner in mesh.Simplex(order[i]))
            {
                for (var axis = 0; axis < n; axis++)
                {
                    lower[axis] = Math.Min(lower[axis], mesh.Vertices[corner][axis]);
                    upper[axis] = Math.Max(upper[axis], mesh.Vertices[corner][axis]);
                }
            }
        }

        var number = nodes.Count;
        nodes.Add(new Node(lower, upper, start, end, -1, -1));
        if (end - start > LeafSize)
        {
            var longest = Enumerable.Range(0, n).MaxBy(axis => upper[axis] - lower[axis]);
            var segment = order[start..end];
            var keys = Array.ConvertAll(segment, simplex => Extent(simplex, longest));
            Array.Sort(keys, segment);
            segment.CopyTo(order, start);
            var middle = (start + end) / 2;
            nodes[number] = nodes[number] with { Left = Build(start, middle), Right = Build(middle, end) };
        }

        return number;
    }

    /// <summary>Sum of a simplex's coordinates along an axis, which orders simplices as their centroids do.</summary>
    private double Extent(int simplex, int axis)
    {
        var sum = 0.0;
        foreach (var corner in mesh.Simplex(simplex))
            sum += mesh.Vertices[corner][axis];
        return sum;
    }

    private void Search(int number, ReadOnlySpan<double> point, Span<double> candidate, Span<double> nearest, ref Best best)
    {
        var node = nodes[number];
        if (node.Left >= 0)
        {
            var left = nodes[node.Left].SquaredDistance(point);
            var right = nodes[node.Right].SquaredDistance(point);
            var (near, far) = left <= right ? (node.Left, node.Right) : (node.Right, node.Left);
            if (Math.Min(left, right) < best.SquaredDistance)
                Search(near, point, candidate, nearest, ref best);
            if (Math.Max(left, right) < best.SquaredDistance)
                Search(far, point, candidate, nearest, ref best);
            return;
        }

        for (var i = node.Start; i < node.End; i++)
        {
            var squared = ClosestPoint.OnSimplex(mesh.Vertices, mesh.Simplex(order[i]), point, candidate);
            if (squared < best.SquaredDistance)
            {
                best = new Best(squared, order[i]);
                candidate.CopyTo(nearest);
            }
        }
    }

    private readonly record struct Best(double SquaredDistance, int Simplex);

    private sealed record Node(double[] Lower, double[] Upper, int Start, int End, int Left, int Right)
    {
        /// <summary>Squared distance from a point to the bounding box.</summary>
        public double SquaredDistance(ReadOnlySpan<double> point)
        {
            var sum = 0.0;
            for (var axis = 0; axis < point.Length; axis++)
            {
                var outside = Math.Max(0, Math.Max(Lower[axis] - point[axis], point[axis] - Upper[axis]));
                sum += outside * outside;
            }

            return sum;
        }
    }
}
