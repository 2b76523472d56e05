using DslManifolds.Geometry;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Solvers;
using DslManifolds.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Training.Fused;

/// <summary>Maximum likelihood by kernels against libtorch's, whose gradient is autograd's, from the same start.</summary>
[Trait("Category", "Kernels")]
public class FusedQuadratureTrainingTests
{
    private static readonly SimplicialMesh Sphere = LevelSet.Extract(new TestSphere(3), Box.Cube(3, 1.3), 12);

    [Theory]
    [InlineData(100, 1)]
    [InlineData(37, 90)]
    public void NetsTrainAlike(int batch, int nodes) => Check(type => new SpaceEnergy(0, type), batch, nodes);

    [Fact]
    public void ExpressionsTrainAlike() => Check(type => new Lift(0, type), 37, 90);

    [Fact]
    public void CompositionsAreRefusedOrTrainByTorch()
    {
        using var random = new Generator(3);
        using var data = randn([50, 2], generator: random);
        using var model = new CircleNetModel(0);
        var mesh = LevelSet.Extract(new TestSphere(2), Box.Cube(2, 1.3), 12);
        Assert.Contains("compositions", Assert.Throws<InvalidOperationException>(
            () => new QuadratureTrainer(new() { Backend = Backend.Fused }).Train(mesh, model, data)).Message);
        var (energy, manifold) = (Parameters(model.PlaneEnergy), Parameters(model.CircleNet));
        new QuadratureTrainer(new() { Epochs = 1 }).Train(mesh, model, data);
        Assert.NotEqual(energy, Parameters(model.PlaneEnergy));
        Assert.Equal(manifold, Parameters(model.CircleNet));
    }

    private static void Check<TEnergy>(Func<ScalarType, TEnergy> make, int batch, int nodes)
        where TEnergy : nn.Module, IEnergy
    {
        using var random = new Generator(3);
        using var data = randn([100, 3], ScalarType.Float64, generator: random);
        using var validation = randn([40, 3], ScalarType.Float64, generator: random);
        using var torch = make(ScalarType.Float64);
        using var fused = make(ScalarType.Float64);
        var before = Parameters(torch);
        var options = new QuadratureTrainerOptions { Epochs = 3, BatchSize = batch, Nodes = nodes, FirstLayerScale = 2, GradientNormLimit = 0.3 };
        var expected = new QuadratureTrainer(options with { Backend = Backend.Torch }).Train(Sphere, torch, data, validation);
        var actual = new QuadratureTrainer(options with { Backend = Backend.Fused }).Train(Sphere, fused, data, validation);
        Assert.NotEqual(before, Parameters(fused));
        Assert.Equal(expected.KeptEpoch, actual.KeptEpoch);

        // A constant that is added to E has no gradient but rounding, which Adam divides by its own size: a net's last bias tells nothing.
        Near(Parameters(torch)[..^1], Parameters(fused)[..^1], 1e-12);
        Near(Parameters(torch)[^1..], Parameters(fused)[^1..], 1e-8);
        Near(expected.Epochs.SelectMany(Parts), actual.Epochs.SelectMany(Parts), 1e-12);
    }

    private static double[] Parts(LikelihoodEpoch epoch) => [epoch.Training, epoch.Validation!.Value];

    private static double[] Parameters(nn.Module model) =>
        [.. model.parameters().SelectMany(parameter => HostTransfer.Read(parameter.detach()))];

    private static void Near(IEnumerable<double> expected, IEnumerable<double> actual, double tolerance)
    {
        var (a, b) = (expected.ToArray(), actual.ToArray());
        Assert.Equal(a.Length, b.Length);
        for (var i = 0; i < a.Length; i++)
            Assert.Equal(a[i], b[i], tolerance * (1 + Math.Abs(a[i])));
    }
}
