using DslManifolds.Geometry;
using DslManifolds.Samples.Data;

namespace DslManifolds.Samples.Experiments;

/// <summary>Compares a learned density with the true one on the unit circle, on bins of the angle.</summary>
internal static class CircleTruth
{
    private const int Bins = 200;
    private const int NodesABin = 20;

    /// <summary>
    /// Sets <c>density.tv</c>, <c>density.kl</c> and <c>density.lost_mass</c>, and <c>density.tv_ambient</c>: the total variation
    /// of exp(−E) on the true circle, normalised there.
    /// </summary>
    public static void AddDensity(RunContext context, VonMises truth, LearnedDensity learned)
    {
        var trueMasses = BinMasses(Nodes().Select(truth.Density));
        var centres = VonMises.OnCircle(Enumerable.Range(0, Bins).Select(bin => 2 * Math.PI * (bin + 0.5) / Bins));
        var pieces = learned.Quadrature.Nodes;
        var comparison = DensityComparison.OnBins(pieces, learned.Masses, UnitSphere.Distances(pieces), centres, trueMasses);
        DensityMetrics.Add(context, comparison);
        var energies = learned.Energies(VonMises.OnCircle(Nodes()));
        var least = energies.Min();
        var ambient = BinMasses(energies.Select(energy => Math.Exp(least - energy)));
        context.Metrics.Set("density.tv_ambient", DensityComparison.Distance(ambient, trueMasses));
    }

    private static IEnumerable<double> Nodes() =>
        Enumerable.Range(0, Bins * NodesABin).Select(node => 2 * Math.PI * (node + 0.5) / (Bins * NodesABin));

    private static double[] BinMasses(IEnumerable<double> densities)
    {
        var masses = densities.Chunk(NodesABin).Select(bin => bin.Sum()).ToArray();
        var total = masses.Sum();
        return Array.ConvertAll(masses, mass => mass / total);
    }
}
