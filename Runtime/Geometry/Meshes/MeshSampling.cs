namespace DslManifolds.Geometry;

/// <summary>Independent random points on a mesh.</summary>
public static class MeshSampling
{
    /// <summary>Points distributed uniformly by length or area.</summary>
    /// <param name="mesh">The mesh, of positive length or area.</param>
    /// <param name="count">Number of points.</param>
    /// <param name="seed">Seed; the same gives the same points.</param>
    public static PointSet Uniform(SimplicialMesh mesh, int count, int seed)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        return Weighted(mesh, mesh.Measures(), count, seed);
    }

    /// <summary>Points that fall into simplex s with a probability proportional to its weight, uniformly within it.</summary>
    /// <param name="mesh">The mesh.</param>
    /// <param name="weights">A weight for each simplex, such as its mass; finite, not negative and not all zero.</param>
    /// <param name="count">Number of points.</param>
    /// <param name="seed">Seed; the same gives the same points.</param>
    /// <exception cref="ArgumentException">Weights that are wrong in number or sign, or no positive weight.</exception>
    public static PointSet Weighted(SimplicialMesh mesh, double[] weights, int count, int seed)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var cumulative = Cumulate(mesh, weights);
        var random = new Random(seed);
        var coordinates = new double[count * mesh.AmbientDimension];
        for (var point = 0; point < count; point++)
        {
            var level = random.NextDouble() * cumulative[^1];
            var position = Array.BinarySearch(cumulative, level);
            // The first entry greater than the level; equal entries belong to simplices of weight zero.
            position = position < 0 ? ~position : position + 1;
            while (cumulative[position] <= level)
                position++;
            var (first, second) = (random.NextDouble(), random.NextDouble());
            var destination = coordinates.AsSpan(point * mesh.AmbientDimension, mesh.AmbientDimension);
            Place(mesh, mesh.Simplex(position), first, second, destination);
        }

        return new PointSet(coordinates, mesh.AmbientDimension);
    }

    private static double[] Cumulate(SimplicialMesh mesh, double[] weights)
    {
        if (weights.Length != mesh.SimplexCount)
        {
            throw new ArgumentException(
                $"{weights.Length} weights are given for {mesh.SimplexCount} simplices.", nameof(weights));
        }

        var cumulative = new double[weights.Length];
        var sum = 0.0;
        for (var simplex = 0; simplex < weights.Length; simplex++)
        {
            if (!(weights[simplex] >= 0))
            {
                throw new ArgumentException(
                    $"The weight {simplex} is {weights[simplex]}; it must not be negative.", nameof(weights));
            }

            cumulative[simplex] = sum += weights[simplex];
        }

        if (!(sum > 0 && double.IsFinite(sum)))
            throw new ArgumentException($"The weights sum to {sum}; the sum must be positive and finite.", nameof(weights));
        return cumulative;
    }

    private static void Place(
        SimplicialMesh mesh, ReadOnlySpan<int> corners, double first, double second, Span<double> destination)
    {
        // Uniform in the unit square; the half beyond the diagonal is folded back onto the triangle.
        if (mesh.Dimension == 2 && first + second > 1)
            (first, second) = (1 - first, 1 - second);
        if (mesh.Dimension < 2)
            second = 0;
        if (mesh.Dimension < 1)
            first = 0;
        var a = mesh.Vertices[corners[0]];
        var b = mesh.Vertices[corners[Math.Min(1, mesh.Dimension)]];
        var c = mesh.Vertices[corners[^1]];
        for (var axis = 0; axis < destination.Length; axis++)
            destination[axis] = (1 - first - second) * a[axis] + first * b[axis] + second * c[axis];
    }
}
