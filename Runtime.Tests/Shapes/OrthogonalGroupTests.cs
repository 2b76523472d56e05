using DslManifolds.Geometry;
using DslManifolds.Shapes;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Shapes;

/// <summary>The two components of O(3), and Haar measure on each.</summary>
public sealed class OrthogonalGroupTests
{
    private const double NoiseScale = 0.3;

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void AChainStaysInTheComponentOfItsStartAndSamplesHaarMeasure(int determinant)
    {
        using var scope = NewDisposeScope();
        var group = new OrthogonalGroup(dtype: float64);
        var start = OrthogonalGroup.Identity(1500, float64) * determinant;
        var samples = Draws.From(group, start, 120, NoiseScale);
        Assert.All(samples, q => Assert.Equal(determinant, Determinant(q), 1e-8));

        // Haar measure: E q = 0, E q² = 1/3, E q⁴ = 1/5; the angle of a rotation, cos θ = (tr − 1)/2, has the density
        // (1 − cos θ)/π.
        for (var entry = 0; entry < 9; entry++)
        {
            Draws.AssertMean(0, samples.Select(q => q[entry]));
            Draws.AssertMean(1.0 / 3, samples.Select(q => Math.Pow(q[entry], 2)));
            Draws.AssertMean(1.0 / 5, samples.Select(q => Math.Pow(q[entry], 4)));
        }

        Draws.AssertFollows(
            samples.Select(q => Math.Acos(Math.Clamp((determinant * (q[0] + q[4] + q[8]) - 1) / 2, -1, 1))),
            angle => (angle - Math.Sin(angle)) / Math.PI);
    }

    [Fact]
    public void NoiseFindsBothComponents()
    {
        using var group = new OrthogonalGroup(dtype: float64);
        var samples = Draws.Evenly(group, Box.Cube(9, 1.2), 20, NoiseScale, count: 500);
        Assert.All(samples, q => Assert.Equal(1, Math.Abs(Determinant(q)), 1e-8));

        // Flipping the sign of a matrix, which the box allows, turns one component into the other.
        Draws.AssertShare(0.5, samples.Count(q => Determinant(q) > 0), 500);
    }

    [Fact]
    public void IdentityIsTheUnitMatrix()
    {
        using var identity = OrthogonalGroup.Identity(2, float64);
        Assert.Equal([1, 0, 0, 0, 1, 0, 0, 0, 1], Draws.Rows(identity)[1]);
        using var single = OrthogonalGroup.Identity(0);
        Assert.Equal([0, 9], single.shape);
        Assert.Equal(float32, single.dtype);
    }

    private static double Determinant(double[] q) =>
        q[0] * (q[4] * q[8] - q[5] * q[7]) - q[1] * (q[3] * q[8] - q[5] * q[6]) + q[2] * (q[3] * q[7] - q[4] * q[6]);
}
