using DslManifolds.Geometry;
using DslManifolds.Samples.Data;

namespace DslManifolds.Samples.Experiments;

/// <summary>A balanced mixture of von Mises distributions on unit circles of the plane, whose centres are on the first axis.</summary>
/// <param name="concentration">κ of each.</param>
/// <param name="circles">Centre and angle of the mode of each; they do not cross.</param>
internal sealed class CirclesTruth(double concentration, params IReadOnlyList<(double Centre, double Mode)> circles) : PartTruth
{
    private const int Bins = 200;
    private const int NodesABin = 20;
    private const int Segments = 2000;

    private readonly VonMises[] distributions =
        [.. circles.Select(circle => new VonMises(concentration, circle.Mode))];

    /// <inheritdoc/>
    public override PointSet Cover => At(Segments);

    /// <summary>The circles as segments.</summary>
    public SimplicialMesh Curve
    {
        get
        {
            var ends = Enumerable.Range(0, circles.Count * Segments)
                .SelectMany(i => new[] { i, i / Segments * Segments + (i + 1) % Segments });
            return new SimplicialMesh(Cover, [.. ends], 1);
        }
    }

    /// <inheritdoc/>
    public override PointSet Sample(int count, Random random) => new([.. Enumerable.Range(0, count).SelectMany(_ =>
    {
        var circle = circles.Count == 1 ? 0 : random.Next(circles.Count);
        var angle = distributions[circle].Sample(1, random)[0];
        return new[] { circles[circle].Centre + Math.Cos(angle), Math.Sin(angle) };
    })], 2);

    /// <inheritdoc/>
    public override double[] Distances(PointSet points) =>
        [.. Enumerable.Range(0, points.Count).Select(i => Nearest(points[i]).Distance)];

    /// <summary>The density by length at the nearest points of the circles.</summary>
    public double[] Density(PointSet points) => [.. Enumerable.Range(0, points.Count).Select(i =>
    {
        var (circle, angle, _) = Nearest(points[i]);
        return distributions[circle].Density(angle) / circles.Count;
    })];

    /// <summary>
    /// Sets <c>density.tv</c>, <c>density.kl</c> and <c>density.lost_mass</c>, on 200 bins of the angle on each circle.
    /// </summary>
    public override void AddDensity(RunContext context, PointSet pieces, double[] masses)
    {
        var nearest = Enumerable.Range(0, pieces.Count).Select(i => Nearest(pieces[i])).ToArray();
        DensityMetrics.Add(context, DensityComparison.OnBins(
            [.. nearest.Select(piece => Bin(piece.Circle, piece.Angle))],
            masses,
            [.. nearest.Select(piece => piece.Distance)],
            BinMasses(Density(At(Bins * NodesABin)))));
    }

    /// <summary>
    /// Sets <c>density.tv_ambient</c>: the total variation of exp(−E) on the true circles, normalised there.
    /// </summary>
    public override void AddEnergy(RunContext context, LearnedDensity learned)
    {
        var nodes = At(Bins * NodesABin);
        var energies = learned.Energies(nodes);
        var least = energies.Min();
        var ambient = BinMasses(energies.Select(energy => Math.Exp(least - energy)));
        context.Metrics.Set("density.tv_ambient", DensityComparison.Distance(ambient, BinMasses(Density(nodes))));
    }

    // As many points on each circle, evenly, in the middles of as many arcs.
    private PointSet At(int count) => new([.. circles.SelectMany(circle => Enumerable.Range(0, count).SelectMany(i =>
    {
        var angle = 2 * Math.PI * (i + 0.5) / count;
        return new[] { circle.Centre + Math.Cos(angle), Math.Sin(angle) };
    }))], 2);

    private (int Circle, double Angle, double Distance) Nearest(ReadOnlySpan<double> point)
    {
        var nearest = (Circle: 0, Angle: 0.0, Distance: double.PositiveInfinity);
        for (var i = 0; i < circles.Count; i++)
        {
            var (x, y) = (point[0] - circles[i].Centre, point[1]);
            var distance = Math.Abs(Math.Sqrt(x * x + y * y) - 1);
            if (distance < nearest.Distance)
                nearest = (i, Math.Atan2(y, x), distance);
        }
        return nearest;
    }

    private static int Bin(int circle, double angle)
    {
        var turn = angle / (2 * Math.PI);
        return circle * Bins + Math.Clamp((int)(Bins * (turn - Math.Floor(turn))), 0, Bins - 1);
    }

    private static double[] BinMasses(IEnumerable<double> densities)
    {
        var masses = densities.Chunk(NodesABin).Select(bin => bin.Sum()).ToArray();
        var total = masses.Sum();
        return Array.ConvertAll(masses, mass => mass / total);
    }
}
