using DslManifolds.Geometry;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Samplers;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Samplers;

public sealed class DensityStartsTests
{
    private static readonly Box Square = Box.Cube(2, 1.5);

    private static readonly SimplicialMesh Circle = LevelSet.Extract(new TestSphere(2), Square, 60);

    [Fact]
    public void StartsOnTheCircleFollowVonMises()
    {
        using var starts = DensityStarts.Draw(new TestSphere(2), new TestTilt(2, 2), Circle, Square, 20_000, 1, ScalarType.Float64);

        // 20,000 independent draws: the mean total variation over the bins of VonMisesDistance is about 0.01.
        var points = PointSet.FromTensor(starts);
        Assert.Equal(20_000, points.Count);
        Assert.True(Chains.VonMisesDistance(Chains.Angles(points.Coordinates, 2), 2) < 0.02);
    }

    [Fact]
    public void StartsOnTheSphereFollowVonMisesFisher()
    {
        const double Concentration = 3;
        const int Count = 10_000;
        var (sphere, box) = (new TestSphere(3), Box.Cube(3, 1.3));
        var mesh = LevelSet.Extract(sphere, box, 40);
        using var starts = DensityStarts.Draw(sphere, new TestTilt(3, Concentration), mesh, box, Count, 2, ScalarType.Float64);

        // P(x₁ ≤ t) = (e^(κ t) − e^(−κ)) / (e^κ − e^(−κ)).
        var points = PointSet.FromTensor(starts);
        var heights = Enumerable.Range(0, Count).Select(point => points[point][0]).ToArray();
        var distance = Chains.Kolmogorov(
            heights,
            t => (Math.Exp(Concentration * t) - Math.Exp(-Concentration)) / (Math.Exp(Concentration) - Math.Exp(-Concentration)));
        Assert.True(distance < 1.95, $"{distance}");
    }

    [Fact]
    public void StartsLieOnTheManifoldAndTheSeedDecides()
    {
        using var first = Draw(seed: 3);
        using var same = Draw(seed: 3);
        using var other = Draw(seed: 4);
        using var residuals = new TestSphere(2).Value(first).abs().amax();

        Assert.True(residuals.item<float>() <= 1e-5f);
        Assert.True(first.equal(same).all().item<bool>());
        Assert.False(first.equal(other).all().item<bool>());

        static Tensor Draw(int seed) => DensityStarts.Draw(new TestSphere(2), new TestTilt(2, 1), Circle, Square, 100, seed);
    }

    [Fact]
    public void NoPointIsDrawnFromAnotherManifoldsMesh()
    {
        // Where there is no zero nothing can be projected.
        var box = Box.Cube(3, 1.3);
        var sphere = LevelSet.Extract(new TestSphere(3), box, 20);
        var exception = Assert.Throws<InvalidOperationException>(
            () => DensityStarts.Draw(new TestNowhere(), new TestTilt(3, 1), sphere, box, 100, 1));
        Assert.Contains("Extract the mesh", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DimensionsMustAgree() => Assert.Throws<ArgumentException>(
        () => DensityStarts.Draw(new TestSphere(3), new TestTilt(3, 1), Circle, Square, 100, 1));
}
