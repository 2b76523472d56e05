using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Solvers;
using DslManifolds.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Training;

/// <summary>The trainer by libtorch.</summary>
public sealed class TorchManifoldTrainerTests() : ManifoldTrainerTests(Backend.Torch);

/// <summary>The trainer by fused kernels.</summary>
public sealed class FusedManifoldTrainerTests() : ManifoldTrainerTests(Backend.Fused);

/// <summary>What holds for the training of manifolds, whatever computes it.</summary>
public abstract class ManifoldTrainerTests(Backend backend)
{
    [Fact]
    public void LearnsACircle()
    {
        using var data = TrainingPoints.VonMises(1000, 2);
        using var model = new CircleNet(seed: 0);
        var result = new ManifoldTrainer(new() { Backend = backend, Epochs = 60 }).Train(model, data);
        Assert.Equal(60, result.Epochs.Count);
        Assert.True(result.Epochs[^1].Total < 0.05 * result.Epochs[0].Total);

        // Noise projected onto the learned manifold lies on the circle.
        using var noise = torch.rand(500, 2) * 2.4 - 1.2;
        using var projected = ManifoldProjection.Project(model, noise);
        var points = HostTransfer.Read(projected.Value);
        var distances = Enumerable.Range(0, 500)
            .Where(i => projected.Status[i] == SolveStatus.Converged)
            .Select(i => Math.Abs(Math.Sqrt(points[2 * i] * points[2 * i] + points[2 * i + 1] * points[2 * i + 1]) - 1))
            .ToArray();
        Assert.True(distances.Length > 450);
        Assert.True(distances.Average() <= 0.02, $"mean distance {distances.Average()}");

        // The rank regularizer holds the gradient's length near η.
        using var jacobian = model.Jacobian(data);
        using var lengths = jacobian.squeeze(1).norm(dim: 1);
        Assert.True(HostTransfer.Read(lengths).Average() > 0.8);
    }

    [Fact]
    public void WithoutTheRankRegularizerTheFunctionGoesFlat()
    {
        using var data = TrainingPoints.VonMises(500, 2);
        using var model = new CircleNet(seed: 0);
        new ManifoldTrainer(new() { Backend = backend, Epochs = 60, RankWeight = 0 }).Train(model, data);
        using var jacobian = model.Jacobian(data);
        using var lengths = jacobian.squeeze(1).norm(dim: 1);
        Assert.True(HostTransfer.Read(lengths).Average() < 0.1);
    }

    [Fact]
    public void SeveralOutputsKeepTheirRank()
    {
        // A curved surface in ℝ⁵: (u, v, u², uv, sin v).
        using var uv = RandomTensors.Uniforms(new RandomKey(3), 400, 2, ScalarType.Float32, CPU);
        using var u = uv.narrow(1, 0, 1);
        using var v = uv.narrow(1, 1, 1);
        using var data = cat([u, v, u.square(), u.mul(v), v.sin()], 1);
        using var model = new TanhNet(seed: 0);
        var result = new ManifoldTrainer(new() { Backend = backend, Epochs = 60, RankWeight = 2 }).Train(model, data);
        Assert.True(result.Epochs[^1].SquaredValue < 0.02, result.Epochs[^1].ToString());
        using var jacobian = model.Jacobian(data).detach();
        using var singularValues = linalg.svdvals(jacobian);
        Assert.True(HostTransfer.Read(singularValues).Chunk(3).Average(values => values[2]) > 0.5);
    }

    [Fact]
    public void LossIsThatOfEquationThree()
    {
        // A learning rate too small to move anything: the reported loss is the loss of the given parameters.
        using var data = TrainingPoints.VonMises(130, 2);
        using var model = new CircleNet(seed: 0);
        using var value = model.Value(data).detach();
        using var jacobian = model.Jacobian(data).detach();
        var square = HostTransfer.Read(value).Average(entry => entry * entry);
        var gradients = HostTransfer.Read(jacobian);
        var penalty = Enumerable.Range(0, 130).Average(i =>
            Math.Pow(Math.Max(0, 0.7 - double.Hypot(gradients[2 * i], gradients[2 * i + 1])), 2));
        var options = new ManifoldTrainerOptions { Backend = backend, Epochs = 1, LearningRate = 1e-12, MinSingularValue = 0.7, RankWeight = 3 };
        var loss = new ManifoldTrainer(options).Train(model, data).Epochs[0];
        Assert.Equal(square, loss.SquaredValue, 1e-6);
        Assert.Equal(penalty, loss.RankPenalty, 1e-6);
        Assert.Equal(square + 3 * penalty, loss.Total, 1e-5);
    }

    [Fact]
    public void SeedsReproduceParametersToTheBit()
    {
        using var data = TrainingPoints.VonMises(250, 2);
        double[] Train(ulong seed)
        {
            using var model = new CircleNet(seed: 0);
            new ManifoldTrainer(new() { Backend = backend, Epochs = 3, Seed = seed }).Train(model, data);
            return Parameters(model);
        }

        Assert.Equal(Train(1), Train(1));
        Assert.NotEqual(Train(1), Train(2));
    }

    [Fact]
    public void ProgressIsReportedAfterEachEpoch()
    {
        using var data = TrainingPoints.VonMises(250, 2);
        using var model = new CircleNet(seed: 0);
        var reports = new Reports();
        var result = new ManifoldTrainer(new() { Backend = backend, Epochs = 4 }).Train(model, data, reports);
        Assert.Equal([1, 2, 3, 4], reports.All.Select(report => report.Epoch));
        Assert.Equal(result.Epochs.Select(epoch => epoch.Total), reports.All.Select(report => report.Loss));
        Assert.All(reports.All, report => Assert.Equal((TrainingPhase.Manifold, 4), (report.Phase, report.Epochs)));
    }

    [Fact]
    public void CancellationStopsTrainingAndKeepsTheLastStep()
    {
        using var data = TrainingPoints.VonMises(250, 2);
        using var cancelled = new CircleNet(seed: 0);
        using var whole = new CircleNet(seed: 0);
        using var source = new CancellationTokenSource();
        var reports = new Reports(progress =>
        {
            if (progress.Epoch == 2)
                source.Cancel();
        });
        Assert.Throws<OperationCanceledException>(
            () => new ManifoldTrainer(new() { Backend = backend, Epochs = 50 }).Train(cancelled, data, reports, source.Token));
        new ManifoldTrainer(new() { Backend = backend, Epochs = 2 }).Train(whole, data);
        Assert.Equal(2, reports.All.Count);
        Assert.Equal(Parameters(whole), Parameters(cancelled));
    }

    [Fact]
    public void DataAreCheckedAndLeftAsTheyAre()
    {
        using var model = new CircleNet(seed: 0);
        var trainer = new ManifoldTrainer(new() { Backend = backend, Epochs = 1 });
        using var notFinite = TrainingPoints.VonMises(20, 2);
        notFinite[7, 1] = float.NaN;
        using var few = TrainingPoints.VonMises(2, 2);
        using var wide = torch.rand(20, 3);
        using var whole = torch.ones(20, 2, dtype: ScalarType.Int64);
        var error = Assert.Throws<ArgumentException>(() => (object)trainer.Train(model, notFinite));
        Assert.Contains("Row 7, column 1", error.Message);
        Assert.Contains("at least 3", Assert.Throws<ArgumentException>(() => (object)trainer.Train(model, few)).Message);
        Assert.Throws<ArgumentException>(() => (object)trainer.Train(model, wide));
        Assert.Throws<ArgumentException>(() => (object)trainer.Train(model, whole));

        using var good = TrainingPoints.VonMises(20, 2);
        var before = HostTransfer.Read(good);
        trainer.Train(model, good);
        Assert.Equal(before, HostTransfer.Read(good));
    }

    [Fact]
    public void ALossThatIsNotFiniteStopsTrainingWithARemedy()
    {
        using var data = TrainingPoints.VonMises(50, 2);
        using var model = new CircleNet(seed: 0);
        using (no_grad())
            model.parameters().First().fill_(float.PositiveInfinity);
        var error = Assert.Throws<TrainingDivergedException>(() => new ManifoldTrainer(new() { Backend = backend, Epochs = 1 }).Train(model, data));
        Assert.Contains("Lower the learning rate", error.Message);
    }

    [Fact]
    public void FrozenModelsAreRefused()
    {
        using var data = TrainingPoints.VonMises(50, 2);
        using var model = new CircleNet(seed: 0);
        foreach (var parameter in model.parameters())
            parameter.requires_grad_(false);
        Assert.Throws<ArgumentException>(() => new ManifoldTrainer(new() { Backend = backend }).Train(model, data));
    }

    [Fact]
    public void TrainingWorksWithoutGradModeAndLeavesNoTensorBehind()
    {
        using var data = TrainingPoints.VonMises(150, 2);
        using var model = new CircleNet(seed: 0);
        using var noGradient = no_grad();
        new ManifoldTrainer(new() { Backend = backend, Epochs = 1 }).Train(model, data);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        new ManifoldTrainer(new() { Backend = backend, Epochs = 3 }).Train(model, data);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static double[] Parameters(nn.Module model) =>
        [.. model.parameters().SelectMany(parameter =>
        {
            using var values = parameter.detach();
            return HostTransfer.Read(values);
        })];
}
