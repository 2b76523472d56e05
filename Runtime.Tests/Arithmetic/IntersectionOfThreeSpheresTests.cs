using DslManifolds.Geometry;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Runtime.Tests.Shapes;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Arithmetic;

/// <summary>Unit spheres about (0, 0, 0), (1, 0, 0) and (0, 1, 0) meet in (½, ½, ±√½).</summary>
public sealed class IntersectionOfThreeSpheresTests
{
    private static readonly double Height = Math.Sqrt(0.5);

    [Theory]
    [InlineData(ScalarType.Float64, 1e-9)]
    [InlineData(ScalarType.Float32, 1e-5)]
    public void BothPointsAreFoundAndDrawnWithTheirProbabilities(ScalarType type, double tolerance)
    {
        using var points = new TwoPoints(0, type);
        Assert.Equal((0, 3), (TwoPoints.Dimension, TwoPoints.CodomainDimension));
        Assert.Equal(2, IsolatedPoints.Find(points, Box.Cube(3, 2), type).Count);
        var samples = Draws.Of(points, Box.Cube(3, 2), 0, type: type);
        Assert.True(Draws.Residual(points, samples, type) <= tolerance);

        // x and y are off by (|F₁| + |F₂|)/2 at most, and with them z by 3 √½ max |F|.
        Assert.All(samples, x =>
        {
            Assert.Equal(0.5, x[0], 1.1 * tolerance);
            Assert.Equal(0.5, x[1], 1.1 * tolerance);
            Assert.Equal(Height, Math.Abs(x[2]), 2.2 * tolerance);
        });

        // E = −z.
        Draws.AssertShare(1 / (1 + Math.Exp(-2 * Height)), samples.Count(x => x[2] > 0), Draws.Count);
    }
}
