using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Operators;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Samplers;
using DslManifolds.Solvers;
using MathNet.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Samplers;

/// <summary>
/// Unions, isolated points, and transforms and products of those against closed forms. Seeds are fixed; a share of N samples must
/// lie within four standard deviations.
/// </summary>
public sealed class MixtureLangevinTests
{
    private const int Count = 4000;

    private static readonly MixtureLangevinOptions Double = new()
    {
        ElementType = ScalarType.Float64,
        Langevin = new ConstrainedLangevinOptions { NoiseScale = 0.4, Metropolis = true },
    };

    // In ℝ³: a circle of radius 1 in the plane z = 0, of codimension 2, and a sphere of radius 1 far from it.
    private static readonly PairedModel Circle = new(new TestLatitude(0), new TestTilt(3, 2));
    private static readonly PairedModel Sphere = new(new TestMoved(new TestSphere(3), 1, 4, 0, 0), new TestTilt(3, 1.5));

    [Theory]
    [InlineData(ScalarType.Float32, 1e-5)]
    [InlineData(ScalarType.Float64, 1e-9)]
    public void SharesFollowTheWeightsAndEachComponentItsDensity(ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        var model = new TestNormalizedMixture([0.3, 0.7], Circle, Sphere);
        var sampler = new MixtureLangevin(model, new Box([-2, -2, -2], [6, 2, 2]), Double with { ElementType = type });
        using var run = sampler.Draw(Count, 80, new RandomKey(1));
        Assert.Equal(type, run.Points.dtype);
        var points = Rows(run.Points);
        var (onCircle, onSphere) = (points.Where(x => x[0] < 2).ToArray(), points.Where(x => x[0] > 2).ToArray());
        AssertShare(0.3, onCircle.Length);
        Assert.Equal(80 * Count, run.Counts.Total);

        // Each lies on its own component, the density of the angle is von Mises, and that of the first coordinate e^(κ x).
        Assert.True(Residual(Circle, onCircle, type) <= tolerance);
        Assert.True(Residual(Sphere, onSphere, type) <= tolerance);
        Assert.True(Chains.VonMisesDistance([.. onCircle.Select(x => Math.Atan2(x[1], x[0]))], 2) < 0.05);
        Assert.True(Chains.Kolmogorov([.. onSphere.Select(x => x[0] - 4)], OnSphere(1.5)) < 1.95);

        // The order says nothing: the first half holds the same shares.
        AssertShare(0.3, points.Take(Count / 2).Count(x => x[0] < 2), Count / 2);
    }

    [Fact]
    public void ComponentsThatAreNotNormalizedGetTheSharesOfTheirConstants()
    {
        using var scope = NewDisposeScope();
        var small = new PairedModel(new TestSphere(2, 0.5), new TestTilt(2, 2));
        var large = new PairedModel(new TestSphere(2, 1), new TestTilt(2, 1));
        var (first, second) = (0.75 * Constant(0.5, 2), 0.25 * Constant(1, 1));
        var points = Draw(new TestMixture([0.75, 0.25], small, large), Box.Cube(2, 1.5));
        AssertShare(first / (first + second), points.Count(x => Radius(x) < 0.75));

        // One energy on a union of manifolds.
        var pair = new PairedModel(new TestUnion(new TestSphere(2, 0.5), new TestSphere(2)), new TestTilt(2, 2));
        (first, second) = (Constant(0.5, 2), Constant(1, 2));
        points = Draw(pair, Box.Cube(2, 1.5));
        AssertShare(first / (first + second), points.Count(x => Radius(x) < 0.75));
        Assert.True(Chains.VonMisesDistance(
            [.. points.Where(x => Radius(x) > 0.75).Select(x => Math.Atan2(x[1], x[0]))], 2) < 0.05);

        static double Constant(double radius, double concentration) =>
            radius * SpecialFunctions.BesselI0(concentration * radius);
    }

    [Fact]
    public void IsolatedPointsAreDrawnWithTheirProbabilities()
    {
        using var scope = NewDisposeScope();

        // Where the unit circle meets the line y = x / 2, with e^(−E) = e^(x).
        var two = new TestIntersection(new TestSphere(2), new Line());
        var points = Draw(new PairedModel(two, new TestTilt(2, 1)), Box.Cube(2, 1.5), steps: 0);
        var x = 2 / Math.Sqrt(5);
        Assert.All(points, point => Assert.Equal(x, Math.Abs(point[0]), 1e-9));
        AssertShare(Math.Exp(x) / (Math.Exp(x) + Math.Exp(-x)), points.Count(point => point[0] > 0));

        // Three points as a union of manifolds with one energy, by χ² with two degrees of freedom: 13.8 once in 1,000.
        var three = new TestUnion(new TestPoint(0, 0), new TestPoint(1, 0), new TestPoint(-1, 1));
        points = Draw(new PairedModel(three, new TestTilt(2, 0.7)), Box.Cube(2, 1.5), steps: 0);
        double[] places = [0, 1, -1];
        var total = places.Sum(place => Math.Exp(0.7 * place));
        var statistic = places.Sum(place =>
        {
            var expected = Count * Math.Exp(0.7 * place) / total;
            return Math.Pow(points.Count(point => Math.Abs(point[0] - place) < 1e-6) - expected, 2) / expected;
        });
        Assert.True(statistic < 13.8, $"{statistic}");

        // A point and a circle have no measure in common; the weights say how much each gets.
        var mixture = new TestNormalizedMixture([0.25, 0.75], new PairedModel(new TestPoint(0, 0, 2), new TestTilt(3, 1)), Circle);
        points = Draw(mixture, Box.Cube(3, 3));
        AssertShare(0.25, points.Count(point => point[2] > 1));
        Assert.True(Chains.VonMisesDistance(
            [.. points.Where(point => point[2] < 1).Select(point => Math.Atan2(point[1], point[0]))], 2) < 0.05);
    }

    [Fact]
    public void TransformsProductsAndUnionsNestToAnyDepth()
    {
        using var scope = NewDisposeScope();
        var small = new PairedModel(new TestSphere(2, 0.5), new TestTilt(2, 2));
        var large = new PairedModel(new TestSphere(2, 1), new TestTilt(2, 2));
        var inner = new TestNormalizedMixture([0.4, 0.6], small, large);
        var moved = new TestMovedModel(inner, 2, 5, 0);
        var union = new TestNormalizedMixture([0.5, 0.5], moved, large);
        var points = Draw(new TestProduct(union, large), new Box([-2, -3, -2, -2], [8, 3, 2, 2]));

        // Moved: circles of radii 1 and 2 about (5, 0), 0.2 and 0.3 of all; the second factor knows nothing of the first.
        var isMoved = points.Where(x => x[0] > 2).ToArray();
        AssertShare(0.5, isMoved.Length);
        Assert.All(isMoved, x => Assert.True(Math.Min(Math.Abs(Shifted(x) - 1), Math.Abs(Shifted(x) - 2)) < 1e-8));
        AssertShare(0.2, isMoved.Count(x => Shifted(x) < 1.5));
        Assert.All(points, x => Assert.Equal(1, Math.Sqrt(x[2] * x[2] + x[3] * x[3]), 1e-8));
        Assert.True(Chains.VonMisesDistance([.. points.Select(x => Math.Atan2(x[3], x[2]))], 2) < 0.04);
        Assert.True(Chains.VonMisesDistance([.. isMoved.Select(x => Math.Atan2(x[3], x[2]))], 2) < 0.05);
        Assert.True(Chains.VonMisesDistance(
            [.. isMoved.Where(x => Shifted(x) > 1.5).Select(x => Math.Atan2(x[1], x[0] - 5))], 2) < 0.07);

        static double Shifted(double[] x) => Math.Sqrt((x[0] - 5) * (x[0] - 5) + x[1] * x[1]);
    }

    [Fact]
    public void AModelWithoutUnionsIsSampledByItsChains()
    {
        using var scope = NewDisposeScope();
        var points = Draw(Circle, Box.Cube(3, 1.5));
        Assert.True(Chains.VonMisesDistance([.. points.Select(x => Math.Atan2(x[1], x[0]))], 2) < 0.04);
    }

    [Fact]
    public void EqualKeysGiveEqualSamples()
    {
        using var scope = NewDisposeScope();
        var model = new TestNormalizedMixture([0.3, 0.7], Circle, Sphere);
        Assert.Equal(Draw(3), Draw(3));
        Assert.NotEqual(Draw(3), Draw(4));

        double[] Draw(ulong seed)
        {
            using var run = new MixtureLangevin(model, new Box([-2, -2, -2], [6, 2, 2]), Double).Draw(50, 5, new RandomKey(seed));
            return HostTransfer.Read(run.Points);
        }
    }

    [Fact]
    public void NoSamplesAreNoProblemAndNothingIsLeftBehind()
    {
        var model = new TestProduct(
            new TestMovedModel(new TestNormalizedMixture([0.3, 0.7], Circle, Sphere), 2, 0, 0, 0),
            new PairedModel(new TestPoint(1), new TestTilt(1, 1)));
        var sampler = new MixtureLangevin(model, new Box([-4, -4, -4, -2], [12, 4, 4, 2]), Double);
        sampler.Draw(20, 2, new RandomKey(1)).Dispose();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (var none = sampler.Draw(0, 2, new RandomKey(1)))
            Assert.Equal([0L, 4], none.Points.shape);
        sampler.Draw(20, 2, new RandomKey(1)).Dispose();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void WhatCannotBeSampledIsSaid()
    {
        var high = new PairedModel(new TestSphere(5), new TestTilt(5, 1));
        var error = Assert.Throws<NotSupportedException>(
            () => new MixtureLangevin(new TestMixture([0.5, 0.5], high, high), Box.Cube(5, 2)));
        Assert.Contains("cannot be computed", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new MixtureLangevin(Circle, Box.Cube(2, 2)));
        Assert.Throws<InvalidOperationException>(
            () => new MixtureLangevin(Circle, new Box([2, 2, 2], [3, 3, 3])).Draw(1, 1, new RandomKey(1)));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => new MixtureLangevin(Circle, Box.Cube(3, 2)).Draw(1, 1, new RandomKey(1), cancelled.Token));
    }

    private static double[][] Draw(IConstrainedModel model, Box box, int steps = 80)
    {
        using var run = new MixtureLangevin(model, box, Double).Draw(Count, steps, new RandomKey(2));
        return Rows(run.Points);
    }

    private static double[][] Rows(Tensor points) => [.. HostTransfer.Read(points).Chunk((int)points.shape[1])];

    private static double Radius(double[] x) => Math.Sqrt(x[0] * x[0] + x[1] * x[1]);

    private static double Residual(IManifold manifold, double[][] points, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var x = new PointSet([.. points.SelectMany(point => point)], points[0].Length).ToTensor(type);
        return manifold.Value(x).abs().max().to(ScalarType.Float64).item<double>();
    }

    private static Func<double, double> OnSphere(double concentration) => x =>
        (Math.Exp(concentration * x) - Math.Exp(-concentration)) / (Math.Exp(concentration) - Math.Exp(-concentration));

    private static void AssertShare(double expected, int actual, int count = Count)
    {
        var deviation = 4 * Math.Sqrt(expected * (1 - expected) / count);
        Assert.InRange((double)actual / count, expected - deviation, expected + deviation);
    }

    /// <summary>The line y = x / 2 in the plane.</summary>
    private sealed class Line() : AnalyticManifold(2, 1)
    {
        public override Tensor Value(Tensor x)
        {
            using var scope = NewDisposeScope();
            return (x.narrow(1, 1, 1) - 0.5 * x.narrow(1, 0, 1)).MoveToOuterDisposeScope();
        }

        public override Tensor Jacobian(Tensor x)
        {
            using var scope = NewDisposeScope();
            return tensor(new[] { -0.5, 1 }, dtype: x.dtype).reshape(1, 1, 2).expand(x.shape[0], 1, 2).clone()
                .MoveToOuterDisposeScope();
        }
    }
}
