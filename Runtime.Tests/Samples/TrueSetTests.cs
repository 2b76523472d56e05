using DslManifolds.Geometry;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Samples.Data;
using DslManifolds.Samples.Experiments;
using DslManifolds.Samples.Reports;
using UnitSphere = DslManifolds.Samples.Experiments.UnitSphere;

namespace DslManifolds.Runtime.Tests.Samples;

/// <summary>The sets that learned manifolds are compared with.</summary>
public sealed class TrueSetTests
{
    private static readonly CirclesTruth Circles = new(concentration: 2, (Centre: -2, Mode: 0), (Centre: 2, Mode: Math.PI));

    [Fact]
    public void EverySetHasNoDistanceToItself()
    {
        foreach (var set in new TrueSet[] { new UnitSphere(), new EmbeddedTorus(), Circles })
            Assert.All(set.Distances(set.Cover), distance => Assert.Equal(0, distance, 12));
        var curve = Circles.Curve;
        Assert.Equal(0, Circles.Hausdorff(curve).Value, 5);
        Assert.Equal(new MeshTopology(2, 0, true), MeshTopology.Of(curve));
        Assert.Equal(4 * Math.PI, curve.TotalMeasure(), 4);

        // Half of the left circle alone: the farthest true point is (3, 0), from (−1, 0).
        var part = Circles.Hausdorff(new SimplicialMesh(curve.Vertices, curve.Simplices[..2000], 1));
        Assert.Equal(0, part.ToTruth, 6);
        Assert.Equal(4, part.FromTruth, 2);
    }

    [Fact]
    public void TheTorusIsOneAndHasItsArea()
    {
        var mesh = EmbeddedTorus.Mesh;
        Assert.Equal(new MeshTopology(1, 0, true), MeshTopology.Of(mesh));
        Assert.Equal(4 * Math.PI * Math.PI * TorusFile.Major * TorusFile.Minor, mesh.TotalMeasure(), 0.2);
        var torus = new EmbeddedTorus();
        Assert.Equal([3.0 - 1, 1, 1.5], torus.Distances(new PointSet([0, 0, 0, 3, 0, 0, 0, -3, 2.5], 3)).Select(x => Math.Round(x, 9)));
    }

    [Fact]
    public void PointsOfTwoCirclesAreSharedEquallyAndFaceInward()
    {
        var points = Circles.Sample(4000, new Random(1));
        var left = Enumerable.Range(0, points.Count).Where(i => points[i][0] < 0).ToArray();
        Assert.InRange(left.Length, 1900, 2100);
        Assert.All(Circles.Distances(points), distance => Assert.Equal(0, distance, 12));
        // E cos θ = I₁(2) / I₀(2) = 0.6978 about the mode of each.
        Assert.Equal(0.6978, left.Average(i => points[i][0] + 2), 0.03);
        Assert.Equal(-0.6978, Enumerable.Range(0, points.Count).Except(left).Average(i => points[i][0] - 2), 0.03);
        // A density by length that sums to one over both.
        var nodes = Circles.Cover;
        Assert.Equal(1, Circles.Density(nodes).Sum() * 4 * Math.PI / nodes.Count, 9);
    }

    [Fact]
    public void TrainingAndHeldOutPointsDifferAndTheSeedDecidesThem()
    {
        var (data, held) = (Circles.Data(3), Circles.HeldOut(3));
        Assert.Equal((1000, 1000, 1000), (data.Count, held.First.Count, held.Second.Count));
        Assert.Equal(data.Coordinates, Circles.Data(3).Coordinates);
        Assert.NotEqual(data.Coordinates, held.First.Coordinates);
        Assert.NotEqual(held.First.Coordinates, held.Second.Coordinates);
        Assert.NotEqual(data.Coordinates, Circles.Data(4).Coordinates);
    }

    [Fact]
    public void TheTrueDensityOnACircleHasNoDistanceToItselfAndOneOfTwoCirclesIsHalfOfTheTruth()
    {
        var circle = new CirclesTruth(concentration: 2, (Centre: 0, Mode: 0));
        var exact = Compared(circle, new ModelOf(new TestSphere(2), x => -2 * x), 1.5);
        Assert.InRange(exact.Number("density.tv"), 0, 0.005);
        Assert.InRange(exact.Number("density.tv_ambient"), 0, 1e-5);
        Assert.Equal(0, exact.Number("density.lost_mass"));

        // A circle out of reach: all of its mass is lost.
        var far = Compared(circle, new ModelOf(new TestSphere(2, radius: 1.2), x => -2 * x), 1.5);
        Assert.Equal(1, far.Number("density.tv"), 6);
        Assert.Equal(1, far.Number("density.lost_mass"), 6);

        var left = new ModelOf(new TestMoved(new TestSphere(2), 1, -2, 0), x => -2 * (x + 2));
        var half = Compared(Circles, left, 3.3);
        Assert.Equal(0.5, half.Number("density.tv"), 0.005);
        Assert.Equal(0, half.Number("density.lost_mass"));
    }

    private static MetricsWriter Compared(PartTruth truth, IConstrainedModel model, double halfWidth) =>
        ModelOf.Compared(truth, model, Box.Cube(2, halfWidth), meshCells: 400);
}
