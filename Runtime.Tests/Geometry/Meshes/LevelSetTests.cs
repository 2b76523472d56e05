using DslManifolds.Geometry;
using DslManifolds.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Geometry;

public sealed class LevelSetTests
{
    [Fact]
    public void CircleIsOneClosedCurveOfTheRightLength()
    {
        var mesh = LevelSet.Extract(new TestSphere(2), Box.Cube(2, 1.5), 100);

        Assert.Equal(new MeshTopology(1, 0, true), MeshTopology.Of(mesh));
        Assert.Equal(1, mesh.Dimension);
        Assert.Equal(2 * Math.PI, mesh.TotalMeasure(), 1e-3);
    }

    [Fact]
    public void SphereHasEulerCharacteristicTwoAndTheRightArea()
    {
        var mesh = LevelSet.Extract(new TestSphere(3), Box.Cube(3, 1.5), 40);

        Assert.Equal(new MeshTopology(1, 2, true), MeshTopology.Of(mesh));
        Assert.Equal(4 * Math.PI, mesh.TotalMeasure(), 0.005 * 4 * Math.PI);
    }

    [Fact]
    public void TorusHasEulerCharacteristicZeroAndTheRightArea()
    {
        var mesh = LevelSet.Extract(new TestTorus(), new Box([-4.5, -4.5, -1.5], [4.5, 4.5, 1.5]), 60);

        Assert.Equal(new MeshTopology(1, 0, true), MeshTopology.Of(mesh));
        Assert.Equal(12 * Math.PI * Math.PI, mesh.TotalMeasure(), 0.005 * 12 * Math.PI * Math.PI);
    }

    [Fact]
    public void LatitudeOfTheSphereIsAClosedCurveInSpace()
    {
        var mesh = LevelSet.Extract(new TestLatitude(), Box.Cube(3, 1.3), 40, elementType: ScalarType.Float64);

        Assert.Equal(new MeshTopology(1, 0, true), MeshTopology.Of(mesh));
        Assert.Equal(1, mesh.Dimension);
        Assert.Equal(2 * Math.PI * Math.Sqrt(0.75), mesh.TotalMeasure(), 5e-3);
    }

    [Fact]
    public void ApartCirclesAreTwoComponentsAndLabelledSo()
    {
        var circles = ValueOnly.Circles(1, [-2, 0], [2, 0]);
        var mesh = LevelSet.Extract(circles, Box.Cube(2, 4), 150);

        Assert.Equal(new MeshTopology(2, 0, true), MeshTopology.Of(mesh));
        var labels = MeshTopology.ComponentLabels(mesh);
        var sides = Enumerable.Range(0, mesh.Vertices.Count).Select(vertex => mesh.Vertices[vertex][0] < 0);
        Assert.Equal(2, sides.Zip(labels).Distinct().Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.7)]
    public void SphereCutByTheBoxIsOpen(double height)
    {
        var mesh = LevelSet.Extract(new TestSphere(3), new Box([-1.5, -1.5, -1.5], [1.5, 1.5, height]), 30);

        Assert.Equal(new MeshTopology(1, 1, false), MeshTopology.Of(mesh));
        // A spherical cap of height h = 1 + cut has the area 2πh.
        Assert.Equal(2 * Math.PI * (1 + height), mesh.TotalMeasure(), 0.01 * 4 * Math.PI);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void FunctionWithoutZerosGivesAnEmptyMesh(int ambient)
    {
        var mesh = LevelSet.Extract(ValueOnly.Constant(ambient, 0.3), Box.Cube(ambient, 1), 5);

        Assert.Equal(0, mesh.SimplexCount);
        Assert.Equal(new MeshTopology(0, 0, true), MeshTopology.Of(mesh));
        Assert.Equal(0, mesh.TotalMeasure());
    }

    [Fact]
    public void FunctionThatVanishesEverywhereCountsAsPositive() =>
        Assert.Equal(0, LevelSet.Extract(ValueOnly.Constant(2, 0), Box.Cube(2, 1), 5).SimplexCount);

    [Theory]
    [InlineData(2, 0, 2 * Math.PI)]
    [InlineData(3, 2, 4 * Math.PI)]
    public void ZerosAtGridPointsDoNotTearTheMesh(int ambient, int euler, double measure)
    {
        // A step of 1/2, 1/4 or 1/8 makes |x|² − 1 vanish exactly at the poles; one of 1/5 or 1/10 nearly so at (0.6, 0.8).
        foreach (var cells in new[] { 8, 16, 32, 20, 40 })
        {
            var mesh = LevelSet.Extract(new TestSphere(ambient), Box.Cube(ambient, 2), cells, elementType: ScalarType.Float64);

            Assert.Equal(new MeshTopology(1, euler, true), MeshTopology.Of(mesh));
            Assert.Equal(measure, mesh.TotalMeasure(), 0.15 * measure);
        }
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    [InlineData(3, 2)]
    public void RandomIntegerFunctionsGiveManifoldsWithBoundaryOnTheBoxOnly(int ambient, int codomain)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            const int halfWidth = 4;
            var field = ValueOnly.RandomIntegers(ambient, codomain, seed, largest: 2);
            var mesh = LevelSet.Extract(field, Box.Cube(ambient, halfWidth), 2 * halfWidth, refinementSteps: 0);

            Assert.True(mesh.SimplexCount > 0);
            foreach (var facet in Facets(mesh).CountBy(facet => facet))
            {
                var (a, b) = facet.Key;
                // The exact border test: both ends on one and the same side of the box.
                var onBorder = Enumerable.Range(0, ambient).Any(axis => new[] { -halfWidth, halfWidth }.Any(
                    side => mesh.Vertices[a][axis] == side && mesh.Vertices[b][axis] == side));
                Assert.True(facet.Value == 2 || (facet.Value == 1 && onBorder), $"seed {seed}: {facet.Value} at a facet");
            }
        }
    }

    [Theory]
    [InlineData(ScalarType.Float32, 4, 2e-6)]
    [InlineData(ScalarType.Float64, 8, 1e-14)]
    public void RefinementBringsVerticesOntoTheSphere(ScalarType elementType, int steps, double tolerance)
    {
        var mesh = LevelSet.Extract(new TestSphere(3), Box.Cube(3, 1.5), 20, steps, elementType);
        var coarse = LevelSet.Extract(new TestSphere(3), Box.Cube(3, 1.5), 20, 0, elementType);

        Assert.True(LargestDeviation(mesh) < tolerance);
        Assert.True(LargestDeviation(coarse) > 1e-3);
        Assert.Equal(coarse.Simplices, mesh.Simplices);

        static double LargestDeviation(SimplicialMesh mesh) =>
            Enumerable.Range(0, mesh.Vertices.Count).Max(vertex => Math.Abs(Norm(mesh.Vertices[vertex]) - 1));
    }

    [Fact]
    public void RefinementBringsVerticesOntoTheIntersection()
    {
        var latitude = new TestLatitude(0.5);
        var mesh = LevelSet.Extract(latitude, Box.Cube(3, 1.3), 15, 4, ScalarType.Float64);

        Assert.All(mesh.Vertices.Evaluate(latitude.Value, ScalarType.Float64), value => Assert.Equal(0, value, 1e-10));
    }

    [Fact]
    public void SurfacesAreOrientedTowardsPositiveValues()
    {
        var mesh = LevelSet.Extract(new TestSphere(3), Box.Cube(3, 1.4), 30);

        // By the divergence theorem, the volume inside is the sum of det(a, b, c) / 6 over outward triangles.
        var volume = Enumerable.Range(0, mesh.SimplexCount).Sum(simplex =>
        {
            var corners = mesh.Simplex(simplex);
            var a = mesh.Vertices[corners[0]];
            var b = mesh.Vertices[corners[1]];
            var c = mesh.Vertices[corners[2]];
            var cross = new[] { b[1] * c[2] - b[2] * c[1], b[2] * c[0] - b[0] * c[2], b[0] * c[1] - b[1] * c[0] };
            return (a[0] * cross[0] + a[1] * cross[1] + a[2] * cross[2]) / 6;
        });
        Assert.Equal(4 * Math.PI / 3, volume, 0.02);
    }

    [Fact]
    public void CurvesHavePositiveValuesOnTheirLeft()
    {
        var mesh = LevelSet.Extract(new TestSphere(2), Box.Cube(2, 1.4), 60);

        // F grows outwards, so the circle runs clockwise: the enclosed area comes out negative.
        var area = Enumerable.Range(0, mesh.SimplexCount).Sum(simplex =>
        {
            var a = mesh.Vertices[mesh.Simplex(simplex)[0]];
            var b = mesh.Vertices[mesh.Simplex(simplex)[1]];
            return (a[0] * b[1] - a[1] * b[0]) / 2;
        });
        Assert.Equal(-Math.PI, area, 0.01);
    }

    [Fact]
    public void ValuesThatAreNotFiniteAreReportedWithTheirPlace()
    {
        var broken = new ValueOnly(2, 1, x => where(x.narrow(1, 0, 1) > 0.9, double.NaN, 1.0));

        var error = Assert.Throws<ArithmeticException>(() => LevelSet.Extract(broken, Box.Cube(2, 1), 4));
        Assert.Contains("(1, -1)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WrongArgumentsAreRefused()
    {
        Assert.Throws<ArgumentException>(() => LevelSet.Extract(new TestSphere(3), Box.Cube(2, 1), 4));
        Assert.Throws<NotSupportedException>(() => LevelSet.Extract(new TestSphere(4), Box.Cube(4, 1), 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => LevelSet.Extract(new TestSphere(2), Box.Cube(2, 1), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => LevelSet.Extract(new TestSphere(3), Box.Cube(3, 1), 5000));
    }

    [Fact]
    public void AUnionOfACurveAndASurfaceIsRefusedThoughItHasTheOutputsOfACurve()
    {
        var union = new TestUnion(new TestLatitude(), new TestSphere(3));
        Assert.Equal((2, 2), (union.Dimension, union.CodomainDimension));
        Assert.Throws<NotSupportedException>(() => LevelSet.Extract(union, Box.Cube(3, 1.2), 4));
    }

    [Fact]
    public void NoTensorOutlivesAnExtraction()
    {
        LevelSet.Extract(new TestLatitude(), Box.Cube(3, 1.2), 8);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        LevelSet.Extract(new TestLatitude(), Box.Cube(3, 1.2), 8);
        LevelSet.Extract(new TestSphere(3), Box.Cube(3, 1.2), 8);

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static IEnumerable<(int, int)> Facets(SimplicialMesh mesh)
    {
        if (mesh.Dimension == 1)
            return mesh.Simplices.Select(vertex => (vertex, vertex));
        return Enumerable.Range(0, mesh.SimplexCount).SelectMany(simplex =>
        {
            int[] corners = [.. mesh.Simplex(simplex).ToArray().Order()];
            return new[] { (corners[0], corners[1]), (corners[0], corners[2]), (corners[1], corners[2]) };
        });
    }

    private static double Norm(ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        foreach (var coordinate in x)
            sum += coordinate * coordinate;
        return Math.Sqrt(sum);
    }
}
