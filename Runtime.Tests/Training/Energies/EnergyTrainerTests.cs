using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Runtime.Tests.Samplers;
using DslManifolds.Samplers;
using DslManifolds.Solvers;
using DslManifolds.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Training;

/// <summary>The trainer by libtorch.</summary>
public sealed class TorchEnergyTrainerTests() : EnergyTrainerTests(Backend.Torch);

/// <summary>The trainer by fused kernels.</summary>
public sealed class FusedEnergyTrainerTests() : EnergyTrainerTests(Backend.Fused);

/// <summary>What holds for the training of energies, whatever computes it.</summary>
public abstract class EnergyTrainerTests(Backend backend)
{
    private static readonly Box Square = Box.Cube(2, 1.5);

    private readonly EnergyTrainerOptions brief = new(Square) { Backend = backend, Rounds = [new(Epochs: 2, Steps: 3)] };

    [Fact]
    public void LearnsVonMisesOnTheCircle()
    {
        using var data = TrainingPoints.VonMises(1000, 2);
        using var energy = new PlaneEnergy(seed: 1);
        var options = new EnergyTrainerOptions(Square)
        {
            Backend = backend,
            Rounds = [new(10, 10), new(10, 20)],
            EnergyWeight = 0.01,
            Sampler = new() { NoiseScale = 0.4, Metropolis = true },
        };
        var result = new EnergyTrainer(options).Train(new TestSphere(2), energy, data);
        Assert.True(result.Counts.AcceptanceRate > 0.9, result.Counts.ToString());

        using var grid = Chains.Circle(720, ScalarType.Float32);
        using var energies = energy.Energy(grid).detach();
        var values = HostTransfer.Read(energies);
        var learned = values.Select(value => Math.Exp(-value)).ToArray();
        var truth = Enumerable.Range(0, 720).Select(i => Math.Exp(2 * Math.Cos(2 * Math.PI * i / 720))).ToArray();
        var distance = 0.5 * learned.Zip(truth).Sum(pair => Math.Abs(pair.First / learned.Sum() - pair.Second / truth.Sum()));

        // Uniform is 0.45 away.
        Assert.True(distance < 0.1, $"total variation {distance}");
    }

    [Fact]
    public void LossIsThatOfContrastiveDivergence()
    {
        using var data = TrainingPoints.VonMises(200, 2);
        using var energy = new PlaneEnergy(seed: 1);
        using var energies = energy.Energy(data).detach();
        var positive = HostTransfer.Read(energies).Average();
        var result = new EnergyTrainer(brief with { Rounds = [new(1, 3)], LearningRate = 1e-12, EnergyWeight = 0.7 })
            .Train(new TestSphere(2), energy, data);
        var loss = result.Epochs[0];
        Assert.Equal(positive, loss.PositiveEnergy, 1e-5);
        Assert.Equal(loss.PositiveEnergy - loss.NegativeEnergy + 0.7 * loss.SquaredEnergy, loss.Total, 1e-6);

        // The samples' energies are those of points of the circle.
        using var grid = Chains.Circle(400, ScalarType.Float32);
        using var all = energy.Energy(grid).detach();
        Assert.InRange(loss.NegativeEnergy, HostTransfer.Read(all).Min(), HostTransfer.Read(all).Max());
        Assert.Equal(200 * 3, result.Counts.Total);
    }

    [Fact]
    public void GradientNormIsLimited()
    {
        // Under a limit far below Adam's ε = 1e-8 the step is that much shorter than the learning rate.
        double Moved(double limit)
        {
            using var data = TrainingPoints.VonMises(100, 2);
            using var energy = new PlaneEnergy(seed: 1);
            var before = Parameters(energy);
            var options = brief with { Rounds = [new(1, 1)], GradientNormLimit = limit };
            new EnergyTrainer(options).Train(new TestSphere(2), energy, data);
            return Parameters(energy).Zip(before).Max(pair => Math.Abs(pair.First - pair.Second));
        }

        Assert.InRange(Moved(1), 0.009, 0.011);
        Assert.True(Moved(1e-12) < 1e-5);
    }

    [Fact]
    public void RoundsRunInOrderAndProgressCountsTheirSteps()
    {
        using var data = TrainingPoints.VonMises(150, 2);
        using var energy = new PlaneEnergy(seed: 1);
        var reports = new Reports();
        var trainer = new EnergyTrainer(brief with { Rounds = [new(2, 1), new(1, 4)] });
        var result = trainer.Train(new TestSphere(2), energy, data, reports);
        Assert.Equal([150, 150, 600], reports.All.Select(report => report.Counts!.Value.Total));
        Assert.Equal([1, 2, 3], reports.All.Select(report => report.Epoch));
        Assert.All(reports.All, report => Assert.Equal((TrainingPhase.Energy, 3), (report.Phase, report.Epochs)));
        Assert.Equal(900, result.Counts.Total);
        Assert.Equal(result.Epochs.Select(epoch => epoch.Total), reports.All.Select(report => report.Loss));
    }

    [Fact]
    public void SeedsReproduceParametersToTheBit()
    {
        using var data = TrainingPoints.VonMises(150, 2);
        double[] Train(ulong seed)
        {
            using var energy = new PlaneEnergy(seed: 1);
            new EnergyTrainer(brief with { Seed = seed }).Train(new TestSphere(2), energy, data);
            return Parameters(energy);
        }

        Assert.Equal(Train(1), Train(1));
        Assert.NotEqual(Train(1), Train(2));
    }

    [Fact]
    public void ALearnedManifoldStaysAsItIs()
    {
        using var data = TrainingPoints.VonMises(500, 2);
        using var manifold = new CircleNet(seed: 0);
        new ManifoldTrainer(new() { Epochs = 40 }).Train(manifold, data);
        var before = Parameters(manifold);
        using var energy = new PlaneEnergy(seed: 1);
        var result = new EnergyTrainer(brief).Train(manifold, energy, data);
        Assert.Equal(before, Parameters(manifold));
        Assert.True(result.Counts.AcceptanceRate > 0.8, result.Counts.ToString());
    }

    [Fact]
    public void ADeclaredModelIsManifoldAndEnergyAtOnce()
    {
        using var data = TrainingPoints.VonMises(500, 2);
        using var model = new CircleNetModel(seed: 0);
        new ManifoldTrainer(new() { Epochs = 40 }).Train(model.CircleNet, data);
        var manifold = Parameters(model.CircleNet);
        var energy = Parameters(model.PlaneEnergy);
        new EnergyTrainer(brief with { Backend = Backend.Auto }).Train(model, model, data);
        Assert.Equal(manifold, Parameters(model.CircleNet));
        Assert.NotEqual(energy, Parameters(model.PlaneEnergy));
    }

    [Fact]
    public void CancellationStopsTraining()
    {
        using var data = TrainingPoints.VonMises(150, 2);
        using var energy = new PlaneEnergy(seed: 1);
        using var source = new CancellationTokenSource();
        var reports = new Reports(_ => source.Cancel());
        Assert.Throws<OperationCanceledException>(
            () => new EnergyTrainer(brief).Train(new TestSphere(2), energy, data, reports, source.Token));
        Assert.Single(reports.All);
    }

    [Fact]
    public void TrainingLeavesNoTensorBehind()
    {
        using var data = TrainingPoints.VonMises(150, 2);
        using var energy = new PlaneEnergy(seed: 1);
        new EnergyTrainer(brief).Train(new TestSphere(2), energy, data);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        new EnergyTrainer(brief).Train(new TestSphere(2), energy, data);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void BadInputIsRefused()
    {
        using var data = TrainingPoints.VonMises(50, 2);
        using var energy = new PlaneEnergy(seed: 1);
        var trainer = new EnergyTrainer(brief);
        using var notFinite = data.clone();
        notFinite[3, 0] = float.NaN;
        var error = Assert.Throws<ArgumentException>(() => (object)trainer.Train(new TestSphere(2), energy, notFinite));
        Assert.Contains("Row 3", error.Message);
        Assert.Throws<ArgumentException>(() => (object)trainer.Train(new TestSphere(3), energy, data));
        Assert.Throws<InvalidOperationException>(
            () => new EnergyTrainer(brief with { NoiseBox = new Box([3, 3], [4, 4]) }).Train(new TestSphere(2), energy, data));
        using (no_grad())
            energy.parameters().First().fill_(float.PositiveInfinity);
        Assert.Contains(
            "Lower the learning rate",
            Assert.Throws<TrainingDivergedException>(() => trainer.Train(new TestSphere(2), energy, data)).Message);
    }

    private static double[] Parameters(nn.Module model) =>
        [.. model.parameters().SelectMany(parameter =>
        {
            using var values = parameter.detach();
            return HostTransfer.Read(values);
        })];
}
