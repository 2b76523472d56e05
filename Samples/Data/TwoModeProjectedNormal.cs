using DslManifolds.Geometry;

namespace DslManifolds.Samples.Data;

/// <summary>
/// The balanced mixture of two projected normal distributions on the unit sphere of ℝ³: x = y / |y| with y ~ N(±m e₁, I).
/// </summary>
/// <remarks>
/// The density of a single one, with t = m x₁ and Φ, φ those of the standard normal distribution, is
/// e^((t² − m²)/2) [(1 + t²) Φ(t) + t φ(t)] / (2π). In the mean of those at t and −t, Φ(t) + Φ(−t) = 1 and φ drops out:
/// <code>
/// p(x) = (1 + t²) e^((t² − m²)/2) / (4π)
/// </code>
/// It depends on x₁ alone. The sphere's area is uniform in x₁, so P(x₁ ≤ a) = (1 + a e^(m² (a² − 1)/2)) / 2.
/// </remarks>
internal sealed class TwoModeProjectedNormal
{
    private readonly double mean;

    /// <param name="mean">m ≥ 0, the distance of the two means from 0; 0 is the uniform distribution.</param>
    public TwoModeProjectedNormal(double mean)
    {
        if (!(mean >= 0) || double.IsInfinity(mean))
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "The distance of the means must be finite and at least 0.");
        this.mean = mean;
    }

    /// <summary>p(x), by area, at the points of the sphere with a first coordinate x₁.</summary>
    /// <param name="first">x₁, from −1 to 1.</param>
    public double Density(double first)
    {
        var squared = mean * mean * first * first;
        return (1 + squared) * Math.Exp((squared - mean * mean) / 2) / (4 * Math.PI);
    }

    /// <summary>P(x₁ ≤ a).</summary>
    /// <param name="first">a, from −1 to 1.</param>
    public double Distribution(double first) => (1 + first * Math.Exp(mean * mean * (first * first - 1) / 2)) / 2;

    /// <summary>Independent samples.</summary>
    public PointSet Sample(int count, Random random)
    {
        var coordinates = new double[3 * count];
        for (var i = 0; i < count; i++)
        {
            var point = coordinates.AsSpan(3 * i, 3);
            var (first, second) = Normals(random);
            point[0] = first + (random.Next(2) == 0 ? mean : -mean);
            point[1] = second;
            point[2] = Normals(random).First;
            var length = Math.Sqrt(point[0] * point[0] + point[1] * point[1] + point[2] * point[2]);
            foreach (ref var coordinate in point)
                coordinate /= length;
        }
        return new PointSet(coordinates, 3);
    }

    // Box and Muller's method: two independent standard normal numbers.
    private static (double First, double Second) Normals(Random random)
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        var (sine, cosine) = Math.SinCos(2 * Math.PI * random.NextDouble());
        return (radius * cosine, radius * sine);
    }
}
