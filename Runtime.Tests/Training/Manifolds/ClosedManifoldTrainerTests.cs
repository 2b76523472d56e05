using DslManifolds.Geometry;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Training;

public class ClosedManifoldTrainerTests
{
    private static readonly Box Box = Box.Cube(2, 1.5);

    /// <summary>Points of a quarter of the circle: without a border hinge no attempt closes it.</summary>
    [Fact]
    public void OpenManifoldsAreStartedAgainFromOtherValues()
    {
        using var data = Arc(Math.PI / 4);
        var seeds = new List<long>();
        var made = new List<Tensor>();
        CircleNet Create(long seed)
        {
            seeds.Add(seed);
            var net = new CircleNet(seed);
            made.Add(net.parameters().First());
            return net;
        }

        var options = new ClosedManifoldOptions(Box) { Training = new() { Epochs = 20, Seed = 5 }, Attempts = 3 };
        var reports = new Reports();
        var trained = new ClosedManifoldTrainer(options).Train(Create, data, reports);
        using var model = trained.Model;
        Assert.False(trained.IsAsAsked);
        Assert.False(trained.Topology.IsClosed);
        Assert.Equal(3, trained.Attempts);
        Assert.Equal(5, seeds[0]);
        Assert.Equal(3, seeds.Distinct().Count());
        Assert.Equal(60, reports.All.Count);
        Assert.Equal([true, true, false], made.Select(parameter => parameter.IsInvalid));

        var closed = new ClosedManifoldTrainer(options with
        {
            Training = new() { Epochs = 100, BorderHinge = new BorderHingeOptions(Box) },
        }).Train(seed => new CircleNet(seed), data);
        using var second = closed.Model;
        Assert.True(closed.IsAsAsked);
        Assert.Equal(new MeshTopology(1, 0, true), closed.Topology);
    }

    [Fact]
    public void AManifoldWithAnotherNumberOfComponentsIsNotAsAsked()
    {
        using var data = TrainingPoints.VonMises(500, 0);
        var options = new ClosedManifoldOptions(Box)
        {
            Training = new() { Epochs = 60, BorderHinge = new BorderHingeOptions(Box) },
            Attempts = 1,
        };
        ClosedManifold<CircleNet> Train(int? components)
        {
            var trained = new ClosedManifoldTrainer(options with { Components = components }).Train(seed => new CircleNet(seed), data);
            trained.Model.Dispose();
            return trained;
        }

        Assert.Equal(1, Train(null).Topology.Components);
        Assert.True(Train(null).IsAsAsked);
        Assert.True(Train(1).IsAsAsked);
        Assert.False(Train(2).IsAsAsked);
    }

    /// <summary>Of a closed curve learned from half a circle, a part is far from all data.</summary>
    [Fact]
    public void AManifoldFarFromTheDataIsNotAsAsked()
    {
        using var data = Arc(Math.PI / 2);
        var options = new ClosedManifoldOptions(Box) { Training = new() { Epochs = 100, BorderHinge = new BorderHingeOptions(Box) }, Attempts = 1 };
        bool Train(double? reach)
        {
            var trained = new ClosedManifoldTrainer(options with { Reach = reach }).Train(seed => new CircleNet(seed), data);
            trained.Model.Dispose();
            Assert.Equal(new MeshTopology(1, 0, true), trained.Topology);
            return trained.IsAsAsked;
        }

        Assert.True(Train(null));
        Assert.True(Train(3));
        Assert.False(Train(0.1));
    }

    /// <summary>Two circles, one manifold each, in the box of both: neither has a piece where the other is.</summary>
    [Fact]
    public void EachClusterGetsAManifold()
    {
        using var left = TrainingPoints.VonMises(300, 0);
        using var shift = tensor(new float[] { 2, 0 });
        using var all = cat([left.sub(shift), left.add(shift)], 0);
        var clusters = SingleLinkage.Clusters(PointSet.FromTensor(all), 2);
        var box = Box.Cube(2, 3.3);
        var options = new ClosedManifoldOptions(box.Scale(1.2))
        {
            Training = new() { Epochs = 200, Schedule = LearningRateSchedule.Cosine, BorderHinge = new BorderHingeOptions(box) },
            Attempts = 10,
            Reach = 0.5,
            CellsPerAxis = 100,
        };
        var trained = new ClosedManifoldTrainer(options).TrainEach(seed => new CircleNet(seed), clusters);
        for (var cluster = 0; cluster < 2; cluster++)
        {
            using var model = trained[cluster].Model;
            Assert.True(trained[cluster].IsAsAsked);
            var mesh = LevelSet.Extract(model, options.Box, 100);
            var centre = cluster == 0 ? -2 : 2;
            for (var vertex = 0; vertex < mesh.Vertices.Count; vertex++)
                Assert.Equal(1, double.Hypot(mesh.Vertices[vertex][0] - centre, mesh.Vertices[vertex][1]), 0.1);
        }
    }

    [Fact]
    public void WhatIsCancelledIsDisposed()
    {
        using var data = TrainingPoints.VonMises(50, 2);
        Tensor? made = null;
        CircleNet Create(long seed)
        {
            var net = new CircleNet(seed);
            made = net.parameters().First();
            return net;
        }

        Assert.Throws<OperationCanceledException>(() => new ClosedManifoldTrainer(new(Box)).Train(
            Create, data, cancellationToken: new CancellationToken(canceled: true)));
        Assert.True(made!.IsInvalid);
    }

    public static TheoryData<ClosedManifoldOptions> BadOptions => new()
    {
        new ClosedManifoldOptions(null!),
        new ClosedManifoldOptions(Box) { Training = null! },
        new ClosedManifoldOptions(Box) { Training = new() { Epochs = 0 } },
        new ClosedManifoldOptions(Box) { Attempts = 0 },
        new ClosedManifoldOptions(Box) { Reach = 0 },
        new ClosedManifoldOptions(Box) { Components = 0 },
        new ClosedManifoldOptions(Box) { CellsPerAxis = 0 },
    };

    [Theory]
    [MemberData(nameof(BadOptions))]
    public void SettingsWithoutSenseAreRefused(ClosedManifoldOptions options) =>
        Assert.ThrowsAny<ArgumentException>(() => new ClosedManifoldTrainer(options));

    private static Tensor Arc(double halfAngle)
    {
        var angles = Enumerable.Range(0, 300).Select(i => halfAngle * (2 * i / 299.0 - 1));
        return tensor(angles.SelectMany(angle => new[] { Math.Cos(angle), Math.Sin(angle) }).ToArray(), [300, 2]);
    }
}
