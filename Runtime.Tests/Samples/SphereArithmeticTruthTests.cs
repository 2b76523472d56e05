using DslManifolds.Geometry;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Samples.Experiments;
using DslManifolds.Samples.Reports;

namespace DslManifolds.Runtime.Tests.Samples;

/// <summary>What the sphere, the union and the ring of Fig. 5 are compared with.</summary>
public sealed class SphereArithmeticTruthTests
{
    private const double Offset = 0.5;

    private static readonly PartTruth[] Truths =
        [new TwoModeSphereTruth(), new SphereUnionTruth(Offset), new SphereRingTruth(Offset)];

    [Fact]
    public void SamplesAndCoversLieOnTheTrueSets()
    {
        foreach (var truth in Truths)
        {
            Assert.All(truth.Distances(truth.Sample(500, new Random(1))), distance => Assert.Equal(0, distance, 12));
            Assert.All(truth.Distances(truth.Cover), distance => Assert.Equal(0, distance, 12));
        }
    }

    [Fact]
    public void DistancesAreTheLeastOnes()
    {
        var probes = new PointSet([0, 0, 0, 2, 0, 0, -0.5, 0.6, 0, 0.3, 0, 1.1], 3);
        foreach (var truth in Truths)
        {
            // Covers are about 0.02 apart, which at a distance of 0.1 and more adds little.
            var nearest = new MeshDistance(SimplicialMesh.FromPoints(truth.Cover)).Nearest(probes).Distances;
            Assert.All(nearest.Zip(truth.Distances(probes)), pair => Assert.Equal(pair.First, pair.Second, 2e-3));
        }
    }

    [Fact]
    public void TheRingIsWhereTheTwoSpheresMeet()
    {
        var ring = Truths[2].Cover;
        for (var i = 0; i < ring.Count; i++)
        {
            Assert.Equal(0, ring[i][0]);
            Assert.Equal(1, Math.Sqrt(Offset * Offset + ring[i][1] * ring[i][1] + ring[i][2] * ring[i][2]), 12);
        }
    }

    [Fact]
    public void TheUnionHoldsHalfOfItsMassOnEitherSphere()
    {
        var samples = Truths[1].Sample(10_000, new Random(5));
        var left = Enumerable.Range(0, samples.Count).Count(i =>
            Math.Abs(Math.Pow(samples[i][0] + Offset, 2) + Math.Pow(samples[i][1], 2) + Math.Pow(samples[i][2], 2) - 1) < 1e-9);
        // Three standard deviations.
        Assert.InRange(left, 4850, 5150);
    }

    [Fact]
    public void TheTrueDensityOnTheTrueSphereHasNearlyNoDistanceToItself()
    {
        var truth = Compared(Truths[0], new ModelOf(new TestSphere(3), x => -(x * x / 2 + Math.Log(1 + x * x))));
        Assert.InRange(truth.Number("density.tv"), 0, 0.01);
        Assert.InRange(truth.Number("density.kl"), 0, 1e-3);
        Assert.Equal(0, truth.Number("density.lost_mass"));
    }

    [Fact]
    public void AnotherDensityIsAsFarAwayAsItsDistributionSays()
    {
        // Uniform: |x₁| has the distribution function a. Its greatest difference to that of the truth, a e^((a² − 1)/2), is the
        // total variation, since the two densities cross once in (0, 1).
        var greatest = Enumerable.Range(0, 1001).Max(i => i / 1000.0 * (1 - Math.Exp((i * i / 1e6 - 1) / 2)));
        var uniform = Compared(Truths[0], new ModelOf(new TestSphere(3), _ => 0));
        Assert.Equal(greatest, uniform.Number("density.tv"), 0.005);

        var far = Compared(Truths[0], new ModelOf(new TestSphere(3, radius: 1.2), _ => 0));
        Assert.Equal(1, far.Number("density.lost_mass"), 12);
        Assert.Equal(1, far.Number("density.tv"), 12);
    }

    [Fact]
    public void TheUniformDensityOnTheRingIsTheTrueOne()
    {
        var uniform = Compared(Truths[2], new ModelOf(new TestCrossingSpheres(Offset), _ => 0));
        Assert.InRange(uniform.Number("density.tv"), 0, 0.01);
        Assert.Equal(0, uniform.Number("density.lost_mass"));
    }

    private static MetricsWriter Compared(PartTruth truth, IConstrainedModel model) =>
        ModelOf.Compared(truth, model, Box.Cube(3, 1.3), meshCells: 72);
}
