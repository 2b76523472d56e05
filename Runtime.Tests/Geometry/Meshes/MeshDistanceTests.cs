using CsCheck;
using DslManifolds.Geometry;
using DslManifolds.Runtime.Tests.Models;

namespace DslManifolds.Runtime.Tests.Geometry;

public sealed class MeshDistanceTests
{
    private static readonly Gen<double[]> Point = Gen.Double[-1, 1].Array[3];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void TreeFindsWhatADenseSearchOverEachSimplexFinds(int dimension)
    {
        var mesh = RandomMesh(dimension, simplices: 60);

        Point.Sample(point =>
        {
            var nearest = new MeshDistance(mesh).Nearest(new PointSet(point, 3));
            var distance = nearest.Distances[0];
            // The nearest point is at that distance, and no point of a fine lattice on any simplex is nearer.
            Assert.Equal(distance, Distance(nearest.Points[0], point), 1e-12);
            var lattice = Enumerable.Range(0, mesh.SimplexCount).Min(simplex => LatticeDistance(mesh, simplex, point));
            Assert.InRange(lattice - distance, -1e-12, 0.1);
            var own = LatticeDistance(mesh, nearest.Simplices[0], point);
            Assert.InRange(own - distance, -1e-12, 0.1);
        }, iter: 200, seed: "0000000000001");
    }

    [Fact]
    public void DistancesToTheUnitSphereAreThoseOfTheRadius()
    {
        var distances = new MeshDistance(LevelSet.Extract(new TestSphere(3), Box.Cube(3, 1.3), 50));

        // A chord of length h lies at most h²/8 below the sphere.
        Point.Where(point => Distance(point, [0, 0, 0]) > 0.1).Sample(point => Assert.Equal(
            Math.Abs(Distance(point, [0, 0, 0]) - 1), distances.Nearest(new PointSet(point, 3)).Distances[0], 2e-3));
    }

    [Fact]
    public void FlatTrianglesStillHaveNearestPoints()
    {
        var needle = new SimplicialMesh(new PointSet([0, 0, 1, 0, 2, 0], 2), [0, 1, 2], 2);
        var point = new SimplicialMesh(new PointSet([1, 1], 2), [0, 0, 0], 2);

        Assert.Equal(0.5, new MeshDistance(needle).Nearest(new PointSet([1.7, 0.5], 2)).Distances[0], 1e-12);
        Assert.Equal(5, new MeshDistance(point).Nearest(new PointSet([4, 5], 2)).Distances[0], 1e-12);
    }

    [Fact]
    public void HausdorffDistanceTellsSpuriousFromMissingPieces()
    {
        var box = Box.Cube(2, 4);
        var left = LevelSet.Extract(ValueOnly.Circles(1, [-2, 0]), box, 200);
        var both = LevelSet.Extract(ValueOnly.Circles(1, [-2, 0], [2, 0]), box, 200);

        var spurious = HausdorffDistance.Between(learned: both, truth: left);
        // The far end (3, 0) of the right circle is 4 from (−1, 0) on the left one.
        Assert.Equal(4, spurious.ToTruth, 1e-2);
        Assert.Equal(0, spurious.FromTruth, 1e-2);
        Assert.Equal(spurious.ToTruth, spurious.Value);

        var missing = HausdorffDistance.Between(learned: left, truth: both);
        Assert.Equal(spurious.ToTruth, missing.FromTruth);
        Assert.Equal(spurious.FromTruth, missing.ToTruth);
        Assert.Equal(missing.FromTruth, missing.Value);
    }

    [Fact]
    public void ConcentricCirclesAreTheDifferenceOfRadiiApart()
    {
        var small = LevelSet.Extract(new TestSphere(2, 1), Box.Cube(2, 1.5), 100);
        var angles = Enumerable.Range(0, 1000).Select(step => 2 * Math.PI * step / 1000);
        var large = SimplicialMesh.FromPoints(
            new PointSet([.. angles.SelectMany(angle => new[] { 1.25 * Math.Cos(angle), 1.25 * Math.Sin(angle) })], 2));

        var distance = HausdorffDistance.Between(small, large);
        Assert.Equal(0.25, distance.ToTruth, 1e-3);
        Assert.Equal(0.25, distance.FromTruth, 1e-3);
    }

    [Fact]
    public void EmptyMeshesAndPointsThatAreNotFiniteAreRefused()
    {
        var empty = new SimplicialMesh(new PointSet([], 2), [], 1);
        var point = SimplicialMesh.FromPoints(new PointSet([0, 0], 2));

        Assert.Throws<ArgumentException>(() => new MeshDistance(empty));
        Assert.Throws<ArgumentException>(() => HausdorffDistance.Between(empty, point));
        Assert.Throws<ArgumentException>(() => HausdorffDistance.Between(point, empty));
        Assert.Throws<ArgumentException>(() => new MeshDistance(point).Nearest(new PointSet([1, 2, 3], 3)));
        Assert.Throws<ArithmeticException>(() => new MeshDistance(point).Nearest(new PointSet([1, double.NaN], 2)));
    }

    private static SimplicialMesh RandomMesh(int dimension, int simplices)
    {
        var random = new Random(5);
        double[] vertices = [.. Enumerable.Range(0, 3 * 40).Select(_ => 2 * random.NextDouble() - 1)];
        int[] corners = [.. Enumerable.Range(0, simplices * (dimension + 1)).Select(_ => random.Next(40))];
        return new SimplicialMesh(new PointSet(vertices, 3), corners, dimension);
    }

    private static double LatticeDistance(SimplicialMesh mesh, int simplex, double[] point)
    {
        const int steps = 24;
        var corners = mesh.Simplex(simplex);
        var least = double.PositiveInfinity;
        var x = new double[3];
        for (var i = 0; i <= steps; i++)
        {
            for (var j = 0; i + j <= steps; j++)
            {
                for (var axis = 0; axis < 3; axis++)
                {
                    x[axis] = (i * mesh.Vertices[corners[0]][axis]
                        + j * mesh.Vertices[corners[mesh.Dimension / 2]][axis]
                        + (steps - i - j) * mesh.Vertices[corners[^1]][axis]) / steps;
                }

                least = Math.Min(least, Distance(x, point));
            }
        }

        return least;
    }

    private static double Distance(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var sum = 0.0;
        for (var axis = 0; axis < x.Length; axis++)
            sum += (x[axis] - y[axis]) * (x[axis] - y[axis]);
        return Math.Sqrt(sum);
    }
}
