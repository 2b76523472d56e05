using DslManifolds.Geometry;

namespace DslManifolds.Samples.Experiments;

/// <summary>
/// The intersection of two unit spheres centred at (±offset, 0, 0): the circle x₁ = 0 of radius √(1 − offset²). On it both copies
/// of the two-mode density are constant, since it depends on the first coordinate alone, and so is their product.
/// </summary>
/// <param name="offset">How far each sphere is moved.</param>
internal sealed class SphereRingTruth(double offset) : PartTruth
{
    private const int Bins = 200;

    private readonly double radius = Math.Sqrt(1 - offset * offset);

    /// <inheritdoc/>
    public override PointSet Cover => At(Enumerable.Range(0, 2000).Select(i => i / 2000.0));

    /// <inheritdoc/>
    public override PointSet Sample(int count, Random random) =>
        At(Enumerable.Range(0, count).Select(_ => random.NextDouble()));

    /// <inheritdoc/>
    public override double[] Distances(PointSet points) => [.. Enumerable.Range(0, points.Count).Select(i =>
    {
        var (x, y, z) = (points[i][0], points[i][1], points[i][2]);
        var outward = Math.Sqrt(y * y + z * z) - radius;
        return Math.Sqrt(x * x + outward * outward);
    })];

    /// <summary>Sets <c>density.tv</c>, <c>density.kl</c> and <c>density.lost_mass</c>.</summary>
    public override void AddDensity(RunContext context, PointSet pieces, double[] masses)
    {
        var trueMasses = new double[Bins];
        Array.Fill(trueMasses, 1.0 / Bins);
        var centres = At(Enumerable.Range(0, Bins).Select(bin => (bin + 0.5) / Bins));
        DensityMetrics.Add(
            context, DensityComparison.OnBins(pieces, masses, Distances(pieces), centres, trueMasses));
    }

    // The points at some angles, in turns.
    private PointSet At(IEnumerable<double> turns) => new(
        [.. turns.SelectMany(turn => new[] { 0, radius * Math.Cos(2 * Math.PI * turn), radius * Math.Sin(2 * Math.PI * turn) })], 3);
}
