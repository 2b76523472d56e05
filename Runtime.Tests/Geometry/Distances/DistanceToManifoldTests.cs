using DslManifolds.Geometry;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Solvers;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Geometry;

public sealed class DistanceToManifoldTests
{
    [Theory]
    [InlineData(0.3)]
    [InlineData(2)]
    [InlineData(50)]
    public void AgreesWithTheClosedFormOnTheSphere(double spread)
    {
        using var scope = NewDisposeScope();
        var x = spread * randn([100, 3], dtype: float64, generator: new torch.Generator(1));
        using var result = DistanceToManifold.Find(new TestSphere(3, 2), x);
        var norm = x.norm(1);
        Check(result, new TestSphere(3, 2), (norm - 2).abs(), spread);
        Assert.True(Largest(result.Points - 2 * x / norm.unsqueeze(1)) < 1e-6);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(4)]
    [InlineData(40)]
    public void AgreesWithTheClosedFormOnTheTorus(double spread)
    {
        using var scope = NewDisposeScope();
        var x = spread * randn([100, 3], dtype: float64, generator: new torch.Generator(2));
        var angle = atan2(x[.., 1], x[.., 0]);
        var ring = x[.., ..2].norm(1) - 3;
        var tube = (ring.square() + x[.., 2].square()).sqrt();
        var expected = (tube - 1).abs();

        // A start on the right side of the hole: the distance has other local minima.
        var start = stack(
            [(3 + ring / tube) * angle.cos(), (3 + ring / tube) * angle.sin(), x[.., 2] / tube], 1) +
            0.1 * randn([100, 3], dtype: float64, generator: new torch.Generator(3));
        using var result = DistanceToManifold.Find(new TestTorus(), x, start);
        Check(result, new TestTorus(), expected, spread);
    }

    [Theory]
    [InlineData(1.01)]
    [InlineData(2)]
    [InlineData(20)]
    public void AgreesWithTheSecularEquationOutsideAnEllipsoid(double outside)
    {
        using var scope = NewDisposeScope();
        var manifold = new TestEllipsoid(3, 2, 1);
        var direction = randn([100, 3], dtype: float64, generator: new torch.Generator(6));
        var x = outside * direction / (manifold.Value(direction) + 1).sqrt();
        using var result = DistanceToManifold.Find(manifold, x);
        Check(result, manifold, (x - manifold.Closest(x)).norm(1), outside);
        Assert.True(result.Iterations.Max() > 0);
    }

    [Fact]
    public void AgreesWithTheSecularEquationInsideAnEllipsoidFromAStartNearby()
    {
        using var scope = NewDisposeScope();
        var manifold = new TestEllipsoid(3, 2, 1);
        var direction = randn([100, 3], dtype: float64, generator: new torch.Generator(7));
        var x = 0.8 * direction / (manifold.Value(direction) + 1).sqrt();
        var closest = manifold.Closest(x);
        var start = closest + 0.05 * randn([100, 3], dtype: float64, generator: new torch.Generator(8));
        using var result = DistanceToManifold.Find(manifold, x, start);
        Check(result, manifold, (x - closest).norm(1), 1);
    }

    [Fact]
    public void ConvergesNearTheCentreOfCurvatureWhereTheDistanceIsNearlyFlat()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new double[,] { { 3.02, 0, 0.005 }, { 0, -2.99, 0.001 }, { 3.3, 0.1, -0.2 } });
        using var result = DistanceToManifold.Find(new TestTorus(), x, x + 0.5);
        var tube = ((x[.., ..2].norm(1) - 3).square() + x[.., 2].square()).sqrt();
        Check(result, new TestTorus(), (tube - 1).abs(), 1);
    }

    [Fact]
    public void AgreesWithTheClosedFormOnACircleInSpace()
    {
        using var scope = NewDisposeScope();
        var x = 2 * randn([100, 3], dtype: float64, generator: new torch.Generator(4));
        var radius = Math.Sqrt(0.75);
        var expected = ((x[.., ..2].norm(1) - radius).square() + (x[.., 2] - 0.5).square()).sqrt();
        using var result = DistanceToManifold.Find(new TestLatitude(), x);
        Check(result, new TestLatitude(), expected, 2);
    }

    [Fact]
    public void APointOnTheManifoldIsItsOwnClosest()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new double[,] { { 4, 0, 0 }, { 0, 3, 1 } });
        using var result = DistanceToManifold.Find(new TestTorus(), x);
        Assert.True(result.AllConverged);
        Assert.Equal([0.0, 0.0], result.Distances);
        Assert.Equal([0, 0], result.Iterations);
    }

    [Fact]
    public void WorksInSinglePrecision()
    {
        using var scope = NewDisposeScope();
        var x = 2 * randn([100, 3], dtype: float32, generator: new torch.Generator(5));
        using var result = DistanceToManifold.Find(new TestSphere(3), x);
        Assert.True(result.AllConverged);
        var expected = (x.norm(1) - 1).abs().data<float>().ToArray();
        for (var i = 0; i < 100; i++)
            Assert.Equal(expected[i], result.Distances[i], 1e-4);
    }

    [Fact]
    public void FailuresHaveAnInfiniteDistanceAndSpoilNoOther()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new double[,] { { 0, 0, 0 }, { double.NaN, 0, 0 }, { 3, 0, 0 } });
        using var result = DistanceToManifold.Find(new TestSphere(3), x);
        Assert.Equal([SolveStatus.Stalled, SolveStatus.NotFinite, SolveStatus.Converged], result.Status);
        Assert.Equal([double.PositiveInfinity, double.PositiveInfinity], result.Distances[..2]);
        Assert.Equal(2, result.Distances[2], 9);

        // With a start on the sphere the centre has a distance.
        var start = tensor(new double[,] { { 0, 0, 1 }, { 0, 0, 1 }, { -1, 0, 0 } });
        using var started = DistanceToManifold.Find(new TestSphere(3), x, start);
        Assert.Equal(SolveStatus.Converged, started.Status[0]);
        Assert.Equal(1, started.Distances[0], 9);
        Assert.Equal(SolveStatus.NotFinite, started.Status[1]);
        Assert.Equal(2, started.Distances[2], 9);
    }

    [Fact]
    public void LeavesNoTensorBehind()
    {
        using var x = full([30, 3], 0.7, dtype: float64);
        DistanceToManifold.Find(new TestTorus(), x, x).Dispose();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var i = 0; i < 10; i++)
            DistanceToManifold.Find(new TestTorus(), x, x).Dispose();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void AnEmptyBatchIsNoProblem()
    {
        using var scope = NewDisposeScope();
        var none = zeros(0, 3, float64);
        using var result = DistanceToManifold.Find(new TestLatitude(), none);
        Assert.Empty(result.Status);
    }

    [Fact]
    public void RejectsWrongArguments()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, 3, float64);
        Assert.Throws<ArgumentException>(() => DistanceToManifold.Find(new TestSphere(2), x));
        Assert.Throws<ArgumentException>(() => DistanceToManifold.Find(new TestSphere(3), x, ones(3, 3, float64)));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => DistanceToManifold.Find(new TestSphere(3), x, null, new() { TangentTolerance = 0 }));
    }

    private static void Check(ClosestPoints result, IManifold manifold, Tensor expected, double scale)
    {
        Assert.True(result.AllConverged, string.Join(" ", result.Status));
        Assert.True(Largest(manifold.Value(result.Points)) <= 1e-10);
        Assert.All(result.Residual, residual => Assert.True(residual <= 1e-10));
        Assert.True(Largest(tensor(result.Distances) - expected) < 1e-8 * Math.Max(1, scale));
    }

    private static double Largest(Tensor x) => x.abs().max().item<double>();
}
