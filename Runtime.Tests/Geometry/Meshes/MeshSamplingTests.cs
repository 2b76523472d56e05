using DslManifolds.Geometry;
using DslManifolds.Runtime.Tests.Models;

namespace DslManifolds.Runtime.Tests.Geometry;

public sealed class MeshSamplingTests
{
    [Fact]
    public void UniformPointsOnTheSphereHaveItsMoments()
    {
        const int count = 40_000;
        var mesh = LevelSet.Extract(new TestSphere(3), Box.Cube(3, 1.3), 40);
        var points = MeshSampling.Uniform(mesh, count, seed: 1);

        // By Archimedes each coordinate is uniform on [−1, 1]: mean 0, mean square 1/3; bounds of five standard errors.
        for (var axis = 0; axis < 3; axis++)
        {
            var coordinates = Enumerable.Range(0, count).Select(point => points[point][axis]).ToArray();
            Assert.Equal(0, coordinates.Average(), 5 * Math.Sqrt(1.0 / 3 / count));
            Assert.Equal(1.0 / 3, coordinates.Average(x => x * x), 5 * Math.Sqrt(4.0 / 45 / count) + 1e-3);
        }
    }

    [Fact]
    public void PointsFillATriangleEvenly()
    {
        const int count = 20_000;
        var mesh = new SimplicialMesh(new PointSet([0, 0, 1, 0, 0, 1], 2), [0, 1, 2], 2);
        var points = MeshSampling.Uniform(mesh, count, seed: 2);

        // Four congruent quarters, by the lines x = ½, y = ½ and x + y = ½.
        var quarters = new int[4];
        for (var point = 0; point < count; point++)
        {
            var (x, y) = (points[point][0], points[point][1]);
            Assert.True(x >= 0 && y >= 0 && x + y <= 1 + 1e-12);
            quarters[x > 0.5 ? 0 : y > 0.5 ? 1 : x + y < 0.5 ? 2 : 3]++;
        }

        Assert.All(quarters, hits => Assert.Equal(0.25, hits / (double)count, 5 * Math.Sqrt(0.25 * 0.75 / count)));
    }

    [Fact]
    public void WeightsDecideHowOftenASimplexIsHit()
    {
        const int count = 10_000;
        var mesh = new SimplicialMesh(new PointSet([0, 1, 2, 3, 4], 1), [0, 1, 1, 2, 2, 3, 3, 4], 1);
        var points = MeshSampling.Weighted(mesh, [0, 1, 0, 3], count, seed: 3);

        var hits = points.Coordinates.CountBy(x => (int)x).ToDictionary();
        Assert.Equal([1, 3], hits.Keys.Order());
        Assert.Equal(0.75, hits[3] / (double)count, 5 * Math.Sqrt(0.75 * 0.25 / count));
    }

    [Fact]
    public void TheSeedDecides()
    {
        var mesh = LevelSet.Extract(new TestSphere(2), Box.Cube(2, 1.3), 20);

        Assert.Equal(MeshSampling.Uniform(mesh, 50, 7).Coordinates, MeshSampling.Uniform(mesh, 50, 7).Coordinates);
        Assert.NotEqual(MeshSampling.Uniform(mesh, 50, 7).Coordinates, MeshSampling.Uniform(mesh, 50, 8).Coordinates);
    }

    [Fact]
    public void WeightsWithoutADistributionAreRefused()
    {
        var mesh = new SimplicialMesh(new PointSet([0, 1, 2], 1), [0, 1, 1, 2], 1);

        Assert.Throws<ArgumentException>(() => MeshSampling.Weighted(mesh, [0, 0], 1, 0));
        Assert.Throws<ArgumentException>(() => MeshSampling.Weighted(mesh, [1, -1], 1, 0));
        Assert.Throws<ArgumentException>(() => MeshSampling.Weighted(mesh, [1, double.NaN], 1, 0));
        Assert.Throws<ArgumentException>(() => MeshSampling.Weighted(mesh, [1], 1, 0));
        Assert.Throws<ArgumentException>(() => MeshSampling.Uniform(new SimplicialMesh(new PointSet([], 2), [], 1), 1, 0));
    }
}
