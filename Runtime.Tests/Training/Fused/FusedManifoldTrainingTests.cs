using DslManifolds.Geometry;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Shapes;
using DslManifolds.Solvers;
using DslManifolds.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Training.Fused;

/// <summary>The fused training of manifolds against libtorch's, from the same start: they agree step by step within rounding.</summary>
[Trait("Category", "Kernels")]
public class FusedManifoldTrainingTests
{
    [Fact]
    public void SiluNetsTrainAlike() => Check(type => new CircleNet(0, type));

    [Fact]
    public void SeveralOutputsTrainAlike() => Check(type => new TanhNet(0, type));

    [Fact]
    public void AsManyOutputsAsCoordinatesTrainAlike() => Check(type => new GeluNet(0, type));

    [Fact]
    public void SoftplusNetsTrainAlike() => Check(type => new SoftplusNet(0, type));

    [Fact]
    public void SineNetsTrainAlike() => Check(type => new SineNet(0, type));

    [Fact]
    public void FlowsTrainAlike()
    {
        Check(type => new PlaneFlow(0, type));
        Check(type => new CurveFlow(0, type));
        Check(type => new CutFlow(0, type));
    }

    [Fact]
    public void ExpressionsTrainAlike()
    {
        Check(type => new FreeSphere(0, type));
        Check(type => new Torus(0, type));
    }

    [Fact]
    public void LayersBesideConstraintsTrainAlike() => Check(type => new CutSurface(0, type));

    [Fact]
    public void AnExpressionWithoutCurvatureTrainsAlike() => Check(type => new LevelPlane(0, type));

    /// <summary>More border points than there are data in a batch, and fewer; the rate falls along a cosine.</summary>
    [Theory]
    [InlineData(150)]
    [InlineData(5)]
    public void BorderHingesAndCosinesTrainAlike(int borderPoints)
    {
        using var data = Points(100, 4);
        using var torch = new SoftplusNet(0, ScalarType.Float64);
        using var fused = new SoftplusNet(0, ScalarType.Float64);
        var options = new ManifoldTrainerOptions
        {
            Epochs = 3,
            BatchSize = 37,
            Schedule = LearningRateSchedule.Cosine,
            BorderHinge = new(Box.Cube(4, 2)) { Points = borderPoints, Weight = 0.7 },
        };
        var expected = new ManifoldTrainer(options with { Backend = Backend.Torch }).Train(torch, data);
        var actual = new ManifoldTrainer(options with { Backend = Backend.Fused }).Train(fused, data);
        Assert.True(expected.Epochs[0].BorderPenalty > 0.1);
        Near(Parameters(torch), Parameters(fused), 1e-12);
        Near(expected.Epochs.SelectMany(Parts), actual.Epochs.SelectMany(Parts), 1e-12);
    }

    [Fact]
    public void FloatTrainsAlikeWithinItsRounding()
    {
        using var data = Points(100, 2);
        using var torch = new CircleNet(0);
        using var fused = new CircleNet(0);
        var options = new ManifoldTrainerOptions { Epochs = 10 };
        new ManifoldTrainer(options with { Backend = Backend.Torch }).Train(torch, data);
        new ManifoldTrainer(options with { Backend = Backend.Fused }).Train(fused, data);
        Near(Parameters(torch), Parameters(fused), 1e-4);
    }

    /// <summary>A batch so large that its factors are summed in parts.</summary>
    [Fact]
    public void LargeBatchesTrainAlike()
    {
        using var data = Points(20_000, 5);
        using var torch = new TanhNet(0, ScalarType.Float64);
        using var fused = new TanhNet(0, ScalarType.Float64);
        var options = new ManifoldTrainerOptions { Epochs = 2, BatchSize = 20_000 };
        new ManifoldTrainer(options with { Backend = Backend.Torch }).Train(torch, data);
        new ManifoldTrainer(options with { Backend = Backend.Fused }).Train(fused, data);
        Near(Parameters(torch), Parameters(fused), 1e-9);
    }

    [Fact]
    public void BackendsTakeTurnsOnTheSameTensors()
    {
        using var data = Points(100, 2);
        using var turns = new CircleNet(0, ScalarType.Float64);
        using var torch = new CircleNet(0, ScalarType.Float64);
        var state = turns.state_dict();
        var before = Parameters(turns);
        foreach (var backend in new[] { Backend.Fused, Backend.Torch, Backend.Fused })
        {
            new ManifoldTrainer(new() { Epochs = 3, Backend = backend }).Train(turns, data);
            new ManifoldTrainer(new() { Epochs = 3, Backend = Backend.Torch }).Train(torch, data);
        }

        Near(Parameters(torch), Parameters(turns), 1e-8);
        Assert.NotEqual(before, Parameters(turns));

        // The state that was asked for before holds the same tensors.
        Assert.Equal(Parameters(turns), state.Values.SelectMany(tensor => HostTransfer.Read(tensor.detach())));
    }

    [Fact]
    public void FrozenParametersStay()
    {
        using var data = Points(100, 2);
        using var torch = new CircleNet(0, ScalarType.Float64);
        using var fused = new CircleNet(0, ScalarType.Float64);
        foreach (var model in new[] { torch, fused })
        {
            foreach (var (name, parameter) in model.named_parameters().Where(entry => entry.name is "2.weight" or "4.bias"))
                parameter.requires_grad_(false);
        }

        var frozen = HostTransfer.Read(fused.get_parameter("2.weight")!.detach());
        new ManifoldTrainer(new() { Epochs = 5, Backend = Backend.Torch }).Train(torch, data);
        new ManifoldTrainer(new() { Epochs = 5, Backend = Backend.Fused }).Train(fused, data);
        Assert.Equal(frozen, HostTransfer.Read(fused.get_parameter("2.weight")!.detach()));
        Near(Parameters(torch), Parameters(fused), 1e-9);
    }

    /// <summary>What longer training allocates is its list of losses.</summary>
    [Fact]
    public void StepsAllocateNothingAndMakeNoTensor()
    {
        using var data = Points(130, 5);
        using var model = new TanhNet(0);
        var more = EpochAllocation.OfHundred(
            epochs => new ManifoldTrainer(new() { Epochs = epochs, Backend = Backend.Fused }).Train(model, data));
        Assert.InRange(more, 0, 100 * 32);
    }

    [Fact]
    public void WhatHasNoKernelIsRefusedOrTrainsByTorch()
    {
        using var data = Points(50, 3);
        using var half = new GeluNet(0).to(ScalarType.BFloat16);
        var error = Assert.Throws<InvalidOperationException>(
            () => new ManifoldTrainer(new() { Backend = Backend.Fused }).Train((GeluNet)half, data));
        Assert.Contains("BFloat16", error.Message);

        using var composite = new CircleNetModel(0);
        using var plane = Points(50, 2);
        Assert.Contains("compositions", Assert.Throws<InvalidOperationException>(
            () => new ManifoldTrainer(new() { Backend = Backend.Fused }).Train(composite, plane)).Message);
        var before = Parameters(composite.CircleNet);
        new ManifoldTrainer(new() { Epochs = 1 }).Train(composite, plane);
        Assert.NotEqual(before, Parameters(composite.CircleNet));
    }

    /// <summary>One step of all points, then steps of batches that are neither full vectors nor all of one size.</summary>
    private static void Check<TModel>(Func<ScalarType, TModel> make)
        where TModel : nn.Module, IManifold
    {
        foreach (var options in new ManifoldTrainerOptions[]
        {
            new() { Epochs = 1, BatchSize = 100, MinSingularValue = 1.3, RankWeight = 0.7, Seed = 5 },
            new() { Epochs = 4, BatchSize = 37, MinSingularValue = 2.5, RankWeight = 1.4, Seed = 6 },
        })
        {
            using var torch = make(ScalarType.Float64);
            using var fused = make(ScalarType.Float64);
            using var data = Points(100, torch.AmbientDimension);
            var before = Parameters(torch);
            var expected = new ManifoldTrainer(options with { Backend = Backend.Torch }).Train(torch, data);
            var actual = new ManifoldTrainer(options with { Backend = Backend.Fused }).Train(fused, data);
            Assert.NotEqual(before, Parameters(fused));
            Near(Parameters(torch), Parameters(fused), 1e-9);
            Near(expected.Epochs.SelectMany(Parts), actual.Epochs.SelectMany(Parts), 1e-9);
        }
    }

    private static double[] Parts(ManifoldLoss loss) => [loss.Total, loss.SquaredValue, loss.RankPenalty, loss.BorderPenalty];

    private static Tensor Points(int rows, int columns)
    {
        using var random = new Generator(3);
        return randn([rows, columns], ScalarType.Float64, generator: random);
    }

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
