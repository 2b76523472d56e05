using DslManifolds.Geometry;
using DslManifolds.Operators;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Shapes;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Shapes;

/// <summary>The uniform densities of the named manifolds against closed forms. Seeds are fixed.</summary>
public sealed class ShapeDensityTests
{
    [Fact]
    public void CircleIsSampledEvenly()
    {
        using var circle = new Circle(dtype: float64);
        var samples = Draws.Evenly(circle, Box.Cube(2, 1.5), 60);
        Draws.AssertEven(samples.Select(x => Math.Atan2(x[1], x[0])));
    }

    [Fact]
    public void SpheresAreSampledEvenly()
    {
        // By Archimedes each coordinate on S² is uniform; on S⁴ it has the density ¾ (1 − t²).
        using var energy = new NoEnergy(dtype: float64);
        using var sphere = new Sphere(dtype: float64) { Radius = 2 };
        var samples = Draws.Of(new PairedModel(sphere, energy), Box.Cube(3, 2.5), 80, 0.8);
        for (var axis = 0; axis < 3; axis++)
            Draws.AssertFollows(samples.Select(x => x[axis]), t => (t + 2) / 4);

        using var four = new FourSphere(dtype: float64);
        samples = Draws.Evenly(four, Box.Cube(5, 1.5), 40);
        for (var axis = 0; axis < 5; axis++)
            Draws.AssertFollows(samples.Select(x => x[axis]), t => (2 + 3 * t - t * t * t) / 4);
    }

    [Fact]
    public void TorusIsSampledByArea()
    {
        using var torus = new Torus(dtype: float64) { Major = 2, Minor = 1 };
        var samples = Draws.Evenly(torus, new Box([-3.5, -3.5, -1.5], [3.5, 3.5, 1.5]), 100);

        // The area of the tube's angle θ is proportional to R + r cos θ.
        Draws.AssertFollows(
            samples.Select(x => Math.Atan2(x[2], double.Hypot(x[0], x[1]) - 2)),
            angle => (angle + Math.PI + Math.Sin(angle) / 2) / (2 * Math.PI));
        Draws.AssertEven(samples.Select(x => Math.Atan2(x[1], x[0])));
    }

    [Fact]
    public void EllipsoidIsSampledByArea()
    {
        using var ellipsoid = new Ellipsoid(dtype: float64);
        var samples = Draws.Evenly(ellipsoid, ShapeCases.All[nameof(Ellipsoid)].Box, 120);
        var nodes = EllipsoidArea.Nodes(3, 2, 1);
        for (var axis = 0; axis < 3; axis++)
        {
            Draws.AssertFollows(
                samples.Select(x => x[axis]), Draws.Cumulative(nodes.Select(node => (node.Point[axis], node.Area))));
        }
    }

    [Fact]
    public void HyperboloidInABoxIsSampledByArea()
    {
        using var hyperboloid = new Hyperboloid(dtype: float64);
        var samples = Draws.Evenly(hyperboloid, new Box([-2, -2, -1.2], [2, 2, 1.2]), 100);

        // The area of a ring of height dz is ∝ √(1 + 2 z²) dz.
        static double Primitive(double z) => z * Math.Sqrt(1 + 2 * z * z) + Math.Asinh(Math.Sqrt(2) * z) / Math.Sqrt(2);
        Draws.AssertFollows(samples.Select(x => x[2]), z => 0.5 * (1 + Primitive(z) / Primitive(1.2)));
        Draws.AssertEven(samples.Select(x => Math.Atan2(x[1], x[0])));
    }

    [Fact]
    public void FramesHaveTheMomentsOfHaarMeasure()
    {
        using var pairs = new OrthonormalPairs(dtype: float64);
        var samples = Draws.Evenly(pairs, Box.Cube(10, 1.2), 50, 0.4);

        // The first two columns of a random orthogonal matrix of order n = 5: E q² = 1/n, E q⁴ = 3/(n (n + 2)), within a row or
        // column E q² q′² = 1/(n (n + 2)), across both (n + 1)/((n − 1) n (n + 2)).
        for (var entry = 0; entry < 10; entry++)
        {
            Draws.AssertMean(0, samples.Select(x => x[entry]));
            Draws.AssertMean(1.0 / 5, samples.Select(x => Math.Pow(x[entry], 2)));
            Draws.AssertMean(3.0 / 35, samples.Select(x => Math.Pow(x[entry], 4)));
        }

        Draws.AssertMean(1.0 / 35, samples.Select(x => Math.Pow(x[0] * x[1], 2)));
        Draws.AssertMean(1.0 / 35, samples.Select(x => Math.Pow(x[0] * x[2], 2)));
        Draws.AssertMean(6.0 / 140, samples.Select(x => Math.Pow(x[0] * x[3], 2)));
    }
}
