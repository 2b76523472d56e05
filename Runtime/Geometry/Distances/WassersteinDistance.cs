namespace DslManifolds.Geometry;

/// <summary>Wasserstein distance of order two between point sets, each point of a set having the same mass.</summary>
/// <param name="Value">The distance, in units of length: the root of the mean squared cost.</param>
/// <param name="Method">Whether it is exact or sliced; the two are not comparable.</param>
public sealed record WassersteinDistance(double Value, WassersteinMethod Method)
{
    /// <summary>
    /// Greatest number of points a set for which the exact distance is computed: the assignment needs N² costs.
    /// </summary>
    public const int LargestExactCount = 2_000;

    /// <summary>
    /// The exact distance for two sets of one size up to <see cref="LargestExactCount"/>, the sliced one otherwise.
    /// </summary>
    /// <param name="first">A set of points, not empty.</param>
    /// <param name="second">Another, of the same ambient dimension.</param>
    /// <param name="seed">Seed of the projections of the sliced distance.</param>
    /// <param name="projections">Number of projections of the sliced distance.</param>
    public static WassersteinDistance Between(PointSet first, PointSet second, int seed, int projections = 500)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return first.Count == second.Count && first.Count <= LargestExactCount
            ? Exact(first, second)
            : Sliced(first, second, seed, projections);
    }

    /// <summary>W₂² = min_π (1/N) Σ_i |x_i − y_π(i)|² over permutations π.</summary>
    /// <param name="first">N points, N positive.</param>
    /// <param name="second">N points of the same ambient dimension.</param>
    public static WassersteinDistance Exact(PointSet first, PointSet second)
    {
        Check(first, second);
        if (first.Count != second.Count)
            throw new ArgumentException($"{first.Count} and {second.Count} points cannot be matched one to one.", nameof(second));
        var size = first.Count;
        var costs = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
                costs[i * size + j] = SquaredDistance(first[i], second[j]);
        }

        var assignment = OptimalAssignment.Solve(costs, size);
        var total = 0.0;
        for (var i = 0; i < size; i++)
            total += costs[i * size + assignment[i]];
        return new WassersteinDistance(Math.Sqrt(total / size), WassersteinMethod.Exact);
    }

    /// <summary>
    /// The sliced distance SW₂² = E_θ W₂²(⟨θ, x⟩, ⟨θ, y⟩), θ uniform on the unit sphere, by a mean over random directions. On a
    /// line, W₂² = ∫₀¹ (Q_x(u) − Q_y(u))² du with the quantile functions Q; the sets may differ in size.
    /// </summary>
    /// <param name="first">A set of points, not empty.</param>
    /// <param name="second">Another, of the same ambient dimension.</param>
    /// <param name="seed">Seed of the directions.</param>
    /// <param name="projections">Number of directions.</param>
    public static WassersteinDistance Sliced(PointSet first, PointSet second, int seed, int projections = 500)
    {
        Check(first, second);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(projections);
        var random = new Random(seed);
        var direction = new double[first.Dimension];
        var total = 0.0;
        for (var projection = 0; projection < projections; projection++)
        {
            DrawDirection(random, direction);
            total += SquaredOnLine(Project(first, direction), Project(second, direction));
        }

        return new WassersteinDistance(Math.Sqrt(total / projections), WassersteinMethod.Sliced);
    }

    private static void Check(PointSet first, PointSet second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count == 0 || second.Count == 0)
            throw new ArgumentException($"The sets have {first.Count} and {second.Count} points; neither may be empty.");
        if (first.Dimension != second.Dimension)
            throw new ArgumentException($"The points lie in ℝ^{first.Dimension} and ℝ^{second.Dimension}.", nameof(second));
        if (!(first.Coordinates.All(double.IsFinite) && second.Coordinates.All(double.IsFinite)))
            throw new ArgumentException("A coordinate is not finite.");
    }

    private static double SquaredDistance(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var sum = 0.0;
        for (var axis = 0; axis < x.Length; axis++)
            sum += (x[axis] - y[axis]) * (x[axis] - y[axis]);
        return sum;
    }

    private static void DrawDirection(Random random, double[] direction)
    {
        double norm;
        do
        {
            for (var axis = 0; axis < direction.Length; axis++)
            {
                // Box and Muller; the logarithm's argument is never 0.
                direction[axis] = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            }

            norm = Math.Sqrt(direction.Sum(component => component * component));
        }
        while (!(norm > 0));

        for (var axis = 0; axis < direction.Length; axis++)
            direction[axis] /= norm;
    }

    /// <summary>The points' positions along a direction, sorted.</summary>
    private static double[] Project(PointSet points, double[] direction)
    {
        var positions = new double[points.Count];
        for (var point = 0; point < positions.Length; point++)
        {
            for (var axis = 0; axis < direction.Length; axis++)
                positions[point] += points[point][axis] * direction[axis];
        }

        Array.Sort(positions);
        return positions;
    }

    private static double SquaredOnLine(double[] x, double[] y)
    {
        // Both quantile functions are constant between multiples of 1/N and 1/M; steps count in units of 1/(N M).
        var total = 0.0;
        var (i, j, level) = (0, 0, 0L);
        while (i < x.Length && j < y.Length)
        {
            var (endOfX, endOfY) = ((i + 1L) * y.Length, (j + 1L) * x.Length);
            var end = Math.Min(endOfX, endOfY);
            total += (end - level) * (x[i] - y[j]) * (x[i] - y[j]);
            level = end;
            i += endOfX == end ? 1 : 0;
            j += endOfY == end ? 1 : 0;
        }

        return total / ((double)x.Length * y.Length);
    }
}
