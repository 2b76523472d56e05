using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Training;

namespace DslManifolds.Runtime.Tests.Training;

public class BorderPointsTests
{
    /// <summary>A box of unlike extents: shares of faces by their areas, coordinates on a face uniform (three standard deviations).</summary>
    [Fact]
    public void PointsAreUniformByAreaOnTheFacesOfTheStretchedBox()
    {
        const int Count = 60_000;
        var options = new BorderHingeOptions(new Box([-1, 0, 2], [1, 4, 3])) { Points = Count, BoxScale = 1.5 };
        var points = new BorderPoints(options, new RandomKey(7), 3).Draw(3).ToArray().Chunk(3).ToList();
        double[] lower = [-1.5, -1, 1.75], upper = [1.5, 5, 3.25];
        double[] extents = [3, 6, 1.5];
        var area = 2 * (3 * 6 + 6 * 1.5 + 3 * 1.5);
        Assert.Equal(Count, points.Count);
        for (var axis = 0; axis < 3; axis++)
        {
            foreach (var side in new[] { lower[axis], upper[axis] })
            {
                var face = points.Where(point => point[axis] == side).ToList();
                var share = extents[(axis + 1) % 3] * extents[(axis + 2) % 3] / area;
                Assert.Equal(share, (double)face.Count / Count, 3 * Math.Sqrt(share * (1 - share) / Count));
                foreach (var other in new[] { (axis + 1) % 3, (axis + 2) % 3 })
                {
                    var levels = face.Select(point => (point[other] - lower[other]) / extents[other]).ToList();
                    Assert.Equal(0.5, levels.Average(), 3 * Math.Sqrt(1 / 12.0 / face.Count));
                    Assert.Equal(1 / 12.0, levels.Average(level => Math.Pow(level - 0.5, 2)), 3 * Math.Sqrt(1 / 180.0 / face.Count));
                }
            }
        }

        Assert.All(points, point => Assert.Contains(Enumerable.Range(0, 3), i => point[i] == lower[i] || point[i] == upper[i]));
    }

    [Fact]
    public void StepsHaveOtherPointsAndKeysReproduceThem()
    {
        var options = new BorderHingeOptions(Box.Cube(2, 1)) { Points = 5 };
        double[] Draw(ulong seed, ulong step) => new BorderPoints(options, new RandomKey(seed), 2).Draw(step).ToArray();
        Assert.Equal(Draw(1, 2), Draw(1, 2));
        Assert.NotEqual(Draw(1, 2), Draw(1, 3));
        Assert.NotEqual(Draw(1, 2), Draw(2, 2));
    }

    [Fact]
    public void ABoxOfAnotherDimensionIsRefused() =>
        Assert.Throws<ArgumentException>(() => new BorderPoints(new BorderHingeOptions(Box.Cube(2, 1)), new RandomKey(0), 3));
}
