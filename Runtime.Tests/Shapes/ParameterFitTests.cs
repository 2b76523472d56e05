using DslManifolds.Kernels;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Shapes;
using DslManifolds.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Shapes;

/// <summary>Parameters of analytic manifolds, fitted to data by the trainer of learned ones.</summary>
public sealed class ParameterFitTests
{
    private const int Rows = 300;

    [Fact]
    public void CentreAndRadiusOfASphereAreFoundFromNoisyPointsOfAPartOfIt()
    {
        using var scope = NewDisposeScope();

        // The half x + y > 0 of the sphere of radius 1.5 about (0.4, −0.3, 0.2).
        var directions = RandomTensors.UnitVectors(new RandomKey(5), Rows, 3, float64, CPU);
        var side = directions[.., ..2].sum(1, keepdim: true).sign();
        var noise = RandomTensors.Normals(new RandomKey(6), Rows, 3, float64, CPU);
        var points = directions * side * 1.5 + tensor(new[] { 0.4, -0.3, 0.2 }) + 0.02 * noise;
        using var sphere = new FreeSphere(dtype: float64);
        var result = new ManifoldTrainer(new() { Epochs = 1500, BatchSize = Rows, LearningRate = 0.02 }).Train(sphere, points);
        double[] fitted = [sphere.CentreX, sphere.CentreY, sphere.CentreZ, sphere.Radius];

        // The least squares of the distances F by Gauss and Newton: the derivatives of |x − c| − r in c and r are −(x − c)/|x − c| and −1.
        var best = tensor(new[] { 0.0, 0, 0, 1 }).unsqueeze(1);
        for (var step = 0; step < 30; step++)
        {
            var offsets = points - best[..3].squeeze(1);
            var distances = offsets.norm(1, keepdim: true);
            best -= linalg.lstsq(cat([-offsets / distances, -ones_like(distances)], 1), distances - best[3]).Solution;
        }

        double[] expected = Draws.Rows(best.reshape(1, 4))[0];
        double[] truth = [0.4, -0.3, 0.2, 1.5];
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(expected[i], fitted[i], 1e-4);
            Assert.Equal(truth[i], fitted[i], 0.01);
        }

        // F is the distance from the sphere: what is left is the noise.
        Assert.Equal(0.02, Math.Sqrt(result.Epochs[^1].SquaredValue), 0.002);
    }

    [Fact]
    public void RadiiOfATorusAreFoundFromItsPoints()
    {
        using var scope = NewDisposeScope();
        using var known = new Torus(dtype: float64) { Major = 2.5, Minor = 0.75 };
        var points = Draws.Points(Draws.Evenly(known, ShapeCases.All[nameof(Torus)].Box, 0, count: Rows));
        using var torus = new Torus(dtype: float64);
        new ManifoldTrainer(new() { Epochs = 1500, BatchSize = Rows, LearningRate = 0.02 }).Train(torus, points);
        Assert.Equal(2.5, torus.Major, 1e-4);
        Assert.Equal(0.75, torus.Minor, 1e-4);
    }
}
