using DslManifolds.Geometry;
using DslManifolds.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Geometry;

/// <summary>Eq. 2 against closed forms.</summary>
public class PushforwardDensityTests
{
    private static readonly NormalizingConstantOptions Double = new() { ElementType = ScalarType.Float64 };
    private static readonly Box Turn = new([-Math.PI], [Math.PI]);

    [Theory]
    [InlineData(1)]
    [InlineData(2.5)]
    public void OnACircleTheDensityIsVonMises(double radius)
    {
        var density = new PushforwardDensity(DoubleCircle(radius), Turn, Double);
        double[] angles = [0, 1, -2.5, 3];
        var points = new PointSet([.. angles.SelectMany(angle => new[] { radius * Math.Cos(angle), radius * Math.Sin(angle) })], 2);
        var logDensities = density.LogDensity(points);
        for (var i = 0; i < angles.Length; i++)
            Assert.Equal(VonMises(angles[i]) - Math.Log(radius), logDensities[i], 1e-10);
        Assert.Equal(logDensities, density.LogDensityOfCodes(new PointSet(angles, 1)), Near(1e-12));
    }

    /// <summary>A = [u v], det AᵀA = |u|²|v|² − (u·v)² = 9 · 2 − 16 = 2, whatever the energy.</summary>
    [Fact]
    public void AnAffineDecoderHasOneDeterminant()
    {
        using var energy = new PlaneNormal(dtype: ScalarType.Float64);
        var decoder = new AffineDecoder(new double[,] { { 1, 0 }, { 2, 1 }, { 2, 1 } }, [1, 2, 3]);
        var encoder = new AnalyticEncoder(3, 2, x => stack([x.select(1, 0) - 1, x.select(1, 1) - 2 * x.select(1, 0)], 1));
        var density = new PushforwardDensity(new TestPushforward(encoder, decoder, energy), new Box([-5, -20], [5, 20]), Double);

        // z = (0.5, −2), E = 1.
        var points = new PointSet([1.5, 1, 2], 3);
        Assert.Equal(-1 - Math.Log(2 * Math.PI) - 0.5 * Math.Log(2), density.LogDensity(points)[0], 1e-10);
        Assert.Equal([0.5, -2], density.Encode(points).Coordinates, Near(1e-12));
        Assert.Equal(0, density.ReconstructionDistances(points)[0], 1e-12);
        Assert.Equal(double.NegativeInfinity, density.LogDensity(new PointSet([1.5, 100, 101], 3))[0]);
    }

    /// <summary>With e^(−E) ∝ sin θ the sphere is covered evenly, with density 1/(4π).</summary>
    [Fact]
    public void AnEvenSphereHasOneDensity()
    {
        var density = new PushforwardDensity(Sphere(), new Box([0, 0], [Math.PI, 2 * Math.PI]), Double);
        Assert.Equal(Math.Log(4 * Math.PI), density.Latent.LogNormalizingConstant, 1e-5);
        var values = density.LogDensityOfCodes(new PointSet([0.01, 1, 1, 2, 3, 6], 2));
        Assert.All(values, value => Assert.Equal(-Math.Log(4 * Math.PI), value, 1e-5));
        var nodes = density.Nodes(40);
        Assert.Equal((2, 3, 2 * 40 * 40), (nodes.Mesh.Dimension, nodes.Mesh.AmbientDimension, nodes.Mesh.SimplexCount));
        Assert.Equal(4 * Math.PI, nodes.Mesh.TotalMeasure(), 0.05);
        Assert.Equal(1, nodes.Masses.Sum(), 1e-12);

        // Masses follow areas; each piece's middle is on the sphere.
        foreach (var (mass, area) in nodes.Masses.Zip(nodes.Mesh.Measures()))
            Assert.Equal(area / (4 * Math.PI), mass, 0.1 * mass + 2e-5);
        Assert.All(nodes.Pieces.Coordinates.Chunk(3), x => Assert.Equal(1, x.Sum(value => value * value), 1e-12));
    }

    [Fact]
    public void NodesOfACircleHaveTheMassesOfVonMises()
    {
        var density = new PushforwardDensity(DoubleCircle(2), Turn, Double);
        var nodes = density.Nodes(500);
        Assert.Equal(4 * Math.PI, nodes.Mesh.TotalMeasure(), 1e-3);
        Assert.Equal(501, nodes.Codes.Count);
        for (var i = 0; i < nodes.Codes.Count; i++)
            Assert.Equal(VonMises(nodes.Codes[i][0]) - Math.Log(2), nodes.LogDensities[i], 1e-10);
        var truth = Enumerable.Range(0, 500).Select(i => VonMises(-Math.PI + (i + 0.5) * Math.PI / 250)).Select(Math.Exp).ToArray();
        var total = truth.Sum();
        Assert.InRange(DensityComparison.Distance(nodes.Masses, Array.ConvertAll(truth, mass => mass / total)), 0, 1e-12);
    }

    /// <summary>An encoder that errs by 0.1 of angle reconstructs that far away, though the point is on the image.</summary>
    [Fact]
    public void ReconstructionDistanceAndDistanceAreTwo()
    {
        using var energy = new AngleEnergy(dtype: ScalarType.Float64);
        var encoder = new AnalyticEncoder(2, 1, x => x.select(1, 1).atan2(x.select(1, 0)).unsqueeze(1) + 0.1);
        var density = new PushforwardDensity(new TestPushforward(encoder, new CircleDecoder(1), energy), Turn, Double);
        var points = new PointSet([1, 0, 0, 1.5], 2);
        var reconstruction = density.ReconstructionDistances(points);
        Assert.Equal(2 * Math.Sin(0.05), reconstruction[0], 1e-12);
        Assert.Equal(Math.Sqrt(1 + 2.25 - 3 * Math.Cos(0.1)), reconstruction[1], 1e-12);
        var distances = new MeshDistance(density.Nodes(1000).Mesh).Nearest(points).Distances;
        Assert.Equal(0, distances[0], 1e-5);
        Assert.Equal(0.5, distances[1], 1e-5);
    }

    [Fact]
    public void WhereRankIsLostTheDensityIsInfinite()
    {
        var model = Sphere() with { LatentEnergy = new TestTilt(2, 0) };
        var density = new PushforwardDensity(model, new Box([0, 0], [Math.PI, 2 * Math.PI]), Double);
        Assert.Equal(double.PositiveInfinity, density.LogDensityOfCodes(new PointSet([0, 1], 2))[0]);
    }

    [Fact]
    public void BadInputIsRefused()
    {
        var density = new PushforwardDensity(DoubleCircle(1), Turn, Double);
        Assert.Throws<ArgumentException>(() => density.LogDensity(new PointSet([0, 0, 0], 3)));
        Assert.Throws<ArgumentException>(() => density.ReconstructionDistances(new PointSet([0, 0, 0], 3)));
        Assert.Throws<ArgumentException>(() => density.LogDensityOfCodes(new PointSet([0, 0], 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => density.Nodes(0));
        Assert.Throws<ArgumentException>(() => new PushforwardDensity(DoubleCircle(1), Box.Cube(2, 1)));
    }

    private static double VonMises(double angle) => 2 * Math.Cos(angle) - Math.Log(2 * Math.PI * BoxDensityTests.Bessel(2));

    private static TestPushforward DoubleCircle(double radius) =>
        TestPushforward.Circle(radius) with { LatentEnergy = new AngleEnergy(dtype: ScalarType.Float64) };

    private static TestPushforward Sphere() => new(
        new AnalyticEncoder(3, 2, x => stack([x.select(1, 2).acos(), x.select(1, 1).atan2(x.select(1, 0))], 1)),
        new SphereDecoder(),
        new SineEnergy());

    private static Comparer Near(double tolerance) => new(tolerance);

    private sealed class Comparer(double tolerance) : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) <= tolerance;

        public int GetHashCode(double value) => 0;
    }

    /// <summary>E = −log sin of the first coordinate.</summary>
    private sealed class SineEnergy() : AnalyticEnergy(2)
    {
        public override Tensor Energy(Tensor x)
        {
            using var scope = NewDisposeScope();
            return x.select(1, 0).sin().log().neg().MoveToOuterDisposeScope();
        }

        public override Tensor EnergyGradient(Tensor x) => throw new NotSupportedException();
    }
}
