using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Training;

/// <summary>The border hinge by libtorch.</summary>
public sealed class TorchBorderHingeTests() : BorderHingeTests(Backend.Torch);

/// <summary>The border hinge by fused kernels.</summary>
public sealed class FusedBorderHingeTests() : BorderHingeTests(Backend.Fused);

/// <summary>What holds for training with a border hinge, whatever computes it.</summary>
public abstract class BorderHingeTests(Backend backend)
{
    private static readonly BorderHingeOptions Hinge = new(Box.Cube(2, 1.5));

    /// <summary>Data on an arc say nothing about where the curve goes on: without the hinge it leaves the box.</summary>
    [Fact]
    public void AZeroSetThatWouldLeaveTheBoxIsClosedInsideIt()
    {
        var angles = Enumerable.Range(0, 400).Select(i => Math.PI * i / 399 - Math.PI / 2);
        using var data = tensor(angles.SelectMany(angle => new[] { Math.Cos(angle), Math.Sin(angle) }).ToArray(), [400, 2]);
        MeshTopology Train(BorderHingeOptions? hinge)
        {
            using var model = new CircleNet(seed: 0);
            new ManifoldTrainer(new() { Backend = backend, Epochs = 100, BorderHinge = hinge }).Train(model, data);
            return MeshTopology.Of(LevelSet.Extract(model, Hinge.Box.Scale(1.2), 60));
        }

        Assert.False(Train(null).IsClosed);
        Assert.Equal(new MeshTopology(1, 0, true), Train(Hinge));
    }

    /// <summary>A learning rate too small to move anything: the reported loss is that of the given parameters.</summary>
    [Fact]
    public void LossIsTheMeanOverTheBordersPoints()
    {
        using var data = TrainingPoints.VonMises(200, 2);
        using var model = new CircleNet(seed: 0);
        var options = new ManifoldTrainerOptions
        {
            Backend = backend,
            Epochs = 1,
            LearningRate = 1e-12,
            Seed = 3,
            BorderHinge = Hinge with { Points = 30, Weight = 0.4 },
        };
        var drawn = new BorderPoints(options.BorderHinge, new RandomKey(3).Derive(2), 2);
        var values = Enumerable.Range(0, 2).SelectMany(step =>
            new PointSet(drawn.Draw((ulong)step).ToArray(), 2).Evaluate(model.Value));
        var loss = new ManifoldTrainer(options).Train(model, data).Epochs[0];
        Assert.Equal(values.Average(value => Math.Pow(Math.Max(0, 1 - value), 2)), loss.BorderPenalty, 1e-6);
        Assert.Equal(loss.SquaredValue + loss.RankPenalty + 0.4 * loss.BorderPenalty, loss.Total, 1e-12);
    }

    [Fact]
    public void WithoutAHingeThereIsNoBorderPenalty()
    {
        using var data = TrainingPoints.VonMises(200, 2);
        using var model = new CircleNet(seed: 0);
        var result = new ManifoldTrainer(new() { Backend = backend, Epochs = 2 }).Train(model, data);
        Assert.All(result.Epochs, epoch => Assert.Equal(0, epoch.BorderPenalty));
    }

    [Fact]
    public void SeveralOutputsAndOtherDimensionsAreRefused()
    {
        using var data = randn(20, 5);
        using var several = new TanhNet(seed: 0);
        var options = new ManifoldTrainerOptions { Backend = backend, BorderHinge = new(Box.Cube(5, 1)) };
        Assert.Contains("one output", Assert.Throws<ArgumentException>(() => new ManifoldTrainer(options).Train(several, data)).Message);

        using var plane = TrainingPoints.VonMises(20, 2);
        using var circle = new CircleNet(seed: 0);
        Assert.Contains("axes", Assert.Throws<ArgumentException>(() => new ManifoldTrainer(options).Train(circle, plane)).Message);
    }
}
