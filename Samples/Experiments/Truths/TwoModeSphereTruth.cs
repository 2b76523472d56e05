using DslManifolds.Geometry;
using DslManifolds.Samples.Data;

namespace DslManifolds.Samples.Experiments;

/// <summary>The unit sphere with its two modes at (±1, 0, 0).</summary>
internal sealed class TwoModeSphereTruth : PartTruth
{
    // Bins of equal area: bands of equal height along the first axis, cut by half-planes through it.
    private const int Bands = 20;
    private const int Turns = 40;

    private readonly UnitSphere sphere = new();

    /// <summary>The distribution.</summary>
    public static TwoModeProjectedNormal Distribution { get; } = new(mean: 1);

    /// <inheritdoc/>
    public override PointSet Cover => sphere.Cover;

    /// <inheritdoc/>
    public override PointSet Sample(int count, Random random) => Distribution.Sample(count, random);

    /// <inheritdoc/>
    public override double[] Distances(PointSet points) => sphere.Distances(points);

    /// <summary>Sets <c>density.tv</c>, <c>density.kl</c> and <c>density.lost_mass</c>.</summary>
    public override void AddDensity(RunContext context, PointSet pieces, double[] masses)
    {
        var bins = Enumerable.Range(0, pieces.Count).Select(piece => Bin(pieces[piece])).ToArray();
        DensityMetrics.Add(
            context, DensityComparison.OnBins(bins, masses, sphere.Distances(pieces), TrueMasses()));
    }

    private static double[] TrueMasses()
    {
        var below = Enumerable.Range(0, Bands + 1).Select(band => Distribution.Distribution(2.0 * band / Bands - 1)).ToArray();
        return [.. Enumerable.Range(0, Bands * Turns).Select(bin => (below[bin / Turns + 1] - below[bin / Turns]) / Turns)];
    }

    // The bin of the nearest point of the sphere.
    private static int Bin(ReadOnlySpan<double> point)
    {
        var length = Math.Sqrt(point[0] * point[0] + point[1] * point[1] + point[2] * point[2]);
        var (height, turn) = ((point[0] / length + 1) / 2, Math.Atan2(point[2], point[1]) / (2 * Math.PI) + 0.5);
        return Math.Clamp((int)(Bands * height), 0, Bands - 1) * Turns + Math.Clamp((int)(Turns * turn), 0, Turns - 1);
    }
}
