using DslManifolds.Geometry;
using DslManifolds.Runtime.Tests.Samplers;
using DslManifolds.Shapes;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Shapes;

/// <summary>
/// The four-bar linkage with lengths 1, 3, 2.5 and 2: shortest and longest bar together are shorter than the other two, so that
/// the crank turns freely (Grashof) in each of two assembly modes, the mirror images of each other.
/// </summary>
public sealed class PlanarLinkageTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void AChainKeepsItsAssemblyModeAndTurnsTheCrankAround(int mode)
    {
        using var scope = NewDisposeScope();
        var linkage = new PlanarLinkage(dtype: float64);
        var samples = Draws.From(linkage, Chains.At(Draws.Count, Configuration(0.5, mode)), 150, 0.5);
        Assert.All(samples, x => Assert.Equal(mode, Mode(x)));
        Assert.True(Draws.Residual(linkage, samples) <= 1e-9);

        // Uniform by the length of the curve in ℝ⁴, ds² = dx₁² + dy₁² + dx₂² + dy₂².
        const int Parts = 4000;
        var length = Draws.Cumulative(Enumerable.Range(0, Parts).Select(i =>
        {
            var angle = -Math.PI + (i + 0.5) * 2 * Math.PI / Parts;
            var difference = Configuration(angle + 1e-5, mode).Zip(Configuration(angle - 1e-5, mode), (a, b) => a - b);
            return (angle, Math.Sqrt(difference.Sum(ShapeCases.Square)));
        }));
        Draws.AssertFollows(samples.Select(CrankAngle), length);
        Assert.True(Chains.Kolmogorov([.. samples.Select(CrankAngle)], angle => (angle + Math.PI) / (2 * Math.PI)) > 3);
    }

    [Fact]
    public void NoiseFindsBothModes()
    {
        using var linkage = new PlanarLinkage(dtype: float64);
        var samples = Draws.Evenly(linkage, Box.Cube(4, 5), 5, 0.3, count: 500);

        // Mirrored boxes give mirrored starts.
        Draws.AssertShare(0.5, samples.Count(x => Mode(x) > 0), 500);
        Assert.All(
            samples,
            x => Assert.All(Configuration(CrankAngle(x), Mode(x)).Zip(x), pair => Assert.Equal(pair.First, pair.Second, 1e-8)));
    }

    private static double CrankAngle(double[] x) => Math.Atan2(x[1], x[0]);

    /// <summary>The side of the line from the first joint to the second pivot that the second joint is on.</summary>
    private static int Mode(double[] x) => Math.Sign((2 - x[0]) * (x[3] - x[1]) + x[1] * (x[2] - x[0]));

    /// <summary>Both joints at an angle of the crank: the second is where two circles meet, on the side of the mode.</summary>
    private static double[] Configuration(double angle, int mode)
    {
        var (y1, x1) = Math.SinCos(angle);
        var (dx, dy) = (2 - x1, -y1);
        var squared = dx * dx + dy * dy;
        var along = (squared + 9 - 6.25) / (2 * squared);
        var across = mode * Math.Sqrt(9 / squared - along * along);
        return [x1, y1, x1 + along * dx - across * dy, y1 + along * dy + across * dx];
    }
}
