using DslManifolds.Geometry;
using DslManifolds.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Geometry;

public sealed class IsolatedPointsTests
{
    [Theory]
    [InlineData(ScalarType.Float32, 1e-4)]
    [InlineData(ScalarType.Float64, 1e-9)]
    public void ThreeSpheresMeetInTwoPoints(ScalarType type, double tolerance)
    {
        var spheres = new TestIntersection(
            new TestSphere(3), new TestMoved(new TestSphere(3), 1, 1, 0, 0), new TestMoved(new TestSphere(3), 1, 0, 1, 0));
        var points = IsolatedPoints.Find(spheres, Box.Cube(3, 2), type);
        Assert.Equal(2, points.Count);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(0.5, points[i][0], tolerance);
            Assert.Equal(0.5, points[i][1], tolerance);
            Assert.Equal(Math.Sqrt(0.5), Math.Abs(points[i][2]), tolerance);
        }

        Assert.True(points[0][2] * points[1][2] < 0);

        // One of them is outside this box.
        Assert.Equal(1, IsolatedPoints.Find(spheres, new Box([-2, -2, 0], [2, 2, 2]), type).Count);
    }

    [Fact]
    public void PointsOfAUnionHaveNoRankAndAreFoundAllTheSame()
    {
        // In one dimension F is (x − c₁)(x − c₂)…; in the plane four products of two coordinates each.
        var line = new TestUnion([.. Enumerable.Range(0, 5).Select(i => new TestPoint(0.3 * i))]);
        Assert.Equal(5, IsolatedPoints.Find(line, Box.Cube(1, 2), ScalarType.Float64).Count);
        var plane = new TestUnion(new TestPoint(1, 0), new TestPoint(-1, 0.5));
        var points = IsolatedPoints.Find(plane, Box.Cube(2, 2), ScalarType.Float64);
        Assert.Equal(2, points.Count);
        Assert.Equal([-1.0, 0, 0.5, 1], points.Coordinates.Select(value => Math.Round(value, 6)).Order());
    }

    [Fact]
    public void ReportsWhatIsNoSetOfPoints()
    {
        Assert.Throws<ArgumentException>(() => IsolatedPoints.Find(new TestSphere(2), Box.Cube(2, 2)));
        Assert.Throws<ArgumentException>(() => IsolatedPoints.Find(new TestPoint(0, 0), Box.Cube(3, 2)));
        Assert.Throws<InvalidOperationException>(() => IsolatedPoints.Find(new TestPoint(3, 0), Box.Cube(2, 2)));

        // Two outputs that say the same leave a circle of zeros.
        var circle = new TestTwice(new TestSphere(2));
        Assert.Contains(
            "not isolated",
            Assert.Throws<InvalidOperationException>(() => IsolatedPoints.Find(circle, Box.Cube(2, 2))).Message,
            StringComparison.Ordinal);
    }
}
