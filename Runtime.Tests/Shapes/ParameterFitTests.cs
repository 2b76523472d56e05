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
        using var sphere = new UnknownSphere(dtype: float64);
        var result = new ManifoldTrainer(new() { Epochs = 1500, BatchSize = Rows, LearningRate = 0.02 }).Train(sphere, points);
        double[] fitted = [sphere.CentreX, sphere.CentreY, sphere.CentreZ, sphere.Radius];

        // F is |x|² − 2 c·x + |c|² − r², so that the least mean of F² is a linear problem with the unknowns 2c and r² − |c|².
        var design = cat([points, ones(Rows, 1, dtype: float64)], 1);
        var solution = linalg.lstsq(design, points.square().sum(1, keepdim: true)).Solution;
        var linear = Draws.Rows(solution.reshape(1, 4))[0];
        double[] centre = [linear[0] / 2, linear[1] / 2, linear[2] / 2];
        double[] expected = [.. centre, Math.Sqrt(linear[3] + centre.Sum(ShapeCases.Square))];
        double[] truth = [0.4, -0.3, 0.2, 1.5];
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(expected[i], fitted[i], 1e-4);
            Assert.Equal(truth[i], fitted[i], 0.01);
        }

        // The distance from the sphere is F / 2r to first order: what is left is the noise.
        Assert.Equal(0.02, Math.Sqrt(result.Epochs[^1].SquaredValue) / 3, 0.002);
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
