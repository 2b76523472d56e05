using DslManifolds.Geometry;
using DslManifolds.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Geometry;

public sealed class DensityComparisonTests
{
    private const int Bins = 200;

    private static readonly PointSet BinCentres = new(
        [.. Enumerable.Range(0, Bins).SelectMany(bin => new[] { Math.Cos(Angle(bin)), Math.Sin(Angle(bin)) })], 2);

    [Fact]
    public void TheTrueDensityOnAnExtractedCircleIsNearlyZeroAway()
    {
        var comparison = Compare(new TestSphere(2), 2, 2);

        Assert.InRange(comparison.TotalVariation, 0, 0.01);
        Assert.InRange(comparison.KullbackLeibler, 0, 1e-3);
        Assert.Equal(0, comparison.LostMass);
    }

    [Fact]
    public void AnotherDensityIsAsFarAwayAsTheTwoOnTheTrueCircle()
    {
        var comparison = Compare(new TestSphere(2), 2, 0.5);
        var (truth, model) = (TrueMasses(2), TrueMasses(0.5));

        Assert.Equal(DensityComparison.Distance(truth, model), comparison.TotalVariation, 0.01);
        Assert.Equal(truth.Zip(model, (q, p) => q * Math.Log(q / p)).Sum(), comparison.KullbackLeibler, 0.01);
    }

    [Fact]
    public void MassBeyondReachIsLostAndCountsWhole()
    {
        // The second circle is out of reach; it has the same length, and the energy is flat.
        var comparison = Compare(ValueOnly.Circles(1, [0, 0], [3, 0]), 0, 0);
        Assert.Equal(0.5, comparison.LostMass, 1e-3);
        Assert.Equal(0.5, comparison.TotalVariation, 1e-2);
        Assert.Equal(Math.Log(2), comparison.KullbackLeibler, 1e-2);

        var allLost = Compare(ValueOnly.Circles(1, [3, 0]), 0, 0);
        Assert.Equal(1, allLost.LostMass, 1e-12);
        Assert.Equal(1, allLost.TotalVariation, 1e-12);
        Assert.Equal(Math.Log(1.0 / Bins / DensityComparison.MassFloor), allLost.KullbackLeibler, 1e-9);
    }

    [Fact]
    public void ADistanceThatIsNaNLosesItsMass()
    {
        var comparison = DensityComparison.OnBins(BinCentres, TrueMasses(0), NaNs(Bins), BinCentres, TrueMasses(0));

        Assert.Equal(1, comparison.LostMass, 1e-12);

        static double[] NaNs(int count) => [.. Enumerable.Repeat(double.NaN, count)];
    }

    [Fact]
    public void BinsMayBeGivenByNumber()
    {
        var comparison = DensityComparison.OnBins([1, 1, 0, 1], [0.25, 0.25, 0.25, 0.25], [0, 0.05, 0, 0.2], [0.5, 0.5]);

        Assert.Equal(0.25, comparison.LostMass, 1e-15);
        Assert.Equal(0.25, comparison.TotalVariation, 1e-15);
        Assert.Equal(0.5 * Math.Log(2), comparison.KullbackLeibler, 1e-15);
        Assert.Throws<ArgumentException>(() => DensityComparison.OnBins([0], [1], [0, 0], [1]));
        Assert.Throws<ArgumentException>(() => DensityComparison.OnBins([0, 0], [1], [0, 0], [1]));
        Assert.Throws<IndexOutOfRangeException>(() => DensityComparison.OnBins([1], [1], [0], [1]));
    }

    [Fact]
    public void TotalVariationOfMassesOnCommonBins()
    {
        Assert.Equal(0.5, DensityComparison.Distance([0.5, 0.5, 0], [0, 0.5, 0.5]), 1e-15);
        Assert.Equal(1, DensityComparison.Distance([1, 0], [0, 1]), 1e-15);
        Assert.Throws<ArgumentException>(() => DensityComparison.Distance([1], [0.5, 0.5]));
        Assert.Throws<ArgumentException>(() => DensityComparison.Distance([0.5, 0.4], [0.5, 0.5]));
        Assert.Throws<ArgumentException>(() => DensityComparison.Distance([1.5, -0.5], [0.5, 0.5]));
    }

    private static double Angle(int bin) => 2 * Math.PI * (bin + 0.5) / Bins;

    private static double[] TrueMasses(double concentration)
    {
        // The midpoint rule within each bin, far finer than the tests' tolerances.
        double[] masses = [.. Enumerable.Range(0, Bins).Select(bin => Enumerable.Range(0, 100)
            .Sum(part => Math.Exp(concentration * Math.Cos(2 * Math.PI * (bin + (part + 0.5) / 100) / Bins))))];
        var sum = masses.Sum();
        return Array.ConvertAll(masses, mass => mass / sum);
    }

    private static DensityComparison Compare(IManifold learned, double trueConcentration, double concentration)
    {
        var rule = Quadrature.OnMesh(LevelSet.Extract(learned, Box.Cube(2, 4.2), 300), subdivisions: 16);
        var masses = rule.Masses(new TestEnergy(2, concentration), ScalarType.Float64);
        var distances = Enumerable.Range(0, masses.Length)
            .Select(node => Math.Abs(Math.Sqrt(Math.Pow(rule.Nodes[node][0], 2) + Math.Pow(rule.Nodes[node][1], 2)) - 1));
        return DensityComparison.OnBins(rule.Nodes, masses, [.. distances], BinCentres, TrueMasses(trueConcentration));
    }
}
