using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Runtime.Tests.Shapes;
using DslManifolds.Training;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Arithmetic;

/// <summary>A sphere learned from points meets the plane z = ½, which is known.</summary>
public sealed class LearnedSphereAndPlaneTests
{
    [Fact]
    public void TheRingIsAsNearToTheCircleAsTheLearnedSphereIsToTheSphere()
    {
        using var sphere = new LearnedSphere(seed: 0);
        using (var data = RandomTensors.UnitVectors(new RandomKey(7), 1000, 3, float32, CPU))
            new ManifoldTrainer(new() { Epochs = 80, RankWeight = 2 }).Train(sphere, data);
        var box = Box.Cube(3, 1.3);
        var surface = LevelSet.Extract(sphere, box, 40);
        Assert.Equal(new MeshTopology(1, 2, true), MeshTopology.Of(surface));
        var error = Enumerable.Range(0, surface.Vertices.Count).Max(vertex => RadiusError(surface.Vertices[vertex].ToArray()));
        Assert.True(error <= 0.05, $"the learned sphere is off by {error}");

        // No more training: the ring shares the trained sphere.
        using var plane = new LevelPlane();
        using var ring = new LearnedRing(sphere, plane);
        var curve = LevelSet.Extract(ring, box, 40);
        Assert.Equal(new MeshTopology(1, 0, true), MeshTopology.Of(curve));
        var samples = Draws.Evenly(ring, box, 60, 0.3, float32, 1000);
        Assert.True(Draws.Residual(ring, samples, float32) <= 1e-5);
        Assert.All(samples, x => Assert.Equal(0.5, x[2], 1e-5));

        // On the sphere's own error: a point of it at z = ½ has √(x² + y²) off by |x| / √(x² + y²) times its own, to first order.
        Assert.All(samples, x => Assert.True(RadiusError(x) <= 1.05 * error + 1e-5));
        Assert.All(samples, x => Assert.Equal(Math.Sqrt(0.75), double.Hypot(x[0], x[1]), 1.3 * error));

        // The ring is closed: samples lie all around it.
        Assert.Equal(12, samples.Select(x => (int)Math.Floor(Math.Atan2(x[1], x[0]) / (Math.PI / 6))).Distinct().Count());
    }

    private static double RadiusError(double[] x) => Math.Abs(Math.Sqrt(x.Sum(ShapeCases.Square)) - 1);
}
