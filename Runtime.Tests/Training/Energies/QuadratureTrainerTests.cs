using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Solvers;
using DslManifolds.Training;
using MathNet.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Training;

/// <summary>The trainer by libtorch.</summary>
public sealed class TorchQuadratureTrainerTests() : QuadratureTrainerTests(Backend.Torch);

/// <summary>The trainer by fused kernels.</summary>
public sealed class FusedQuadratureTrainerTests() : QuadratureTrainerTests(Backend.Fused);

/// <summary>What holds for maximum likelihood by quadrature, whatever computes it.</summary>
public abstract class QuadratureTrainerTests(Backend backend)
{
    private static readonly SimplicialMesh Circle = LevelSet.Extract(new TestSphere(2), Box.Cube(2, 1.3), 40);

    private QuadratureTrainerOptions Options => new() { Backend = backend, Epochs = 2, Nodes = 50 };

    /// <summary>The truth's entropy is the least mean that any density reaches; 1,000 points miss it by 0.01 or so.</summary>
    [Fact]
    public void LearnsTheVonMisesDensity()
    {
        using var data = TrainingPoints.VonMises(1000, 2);
        using var energy = new PlaneEnergy(seed: 0);
        new QuadratureTrainer(Options with { Epochs = 15, Nodes = 200 }).Train(Circle, energy, data);
        var rule = Quadrature.OnMesh(Circle, 4);
        var masses = rule.Masses(energy);
        var normalizer = 2 * Math.PI * SpecialFunctions.BesselI0(2);
        var difference = Enumerable.Range(0, masses.Length)
            .Sum(node => Math.Abs(masses[node] - rule.Weights[node] * Math.Exp(2 * rule.Nodes[node][0]) / normalizer));
        Assert.InRange(0.5 * difference, 0, 0.04);
    }

    /// <summary>Four times as many points on one of two circles: chains would keep to the circle that they are on.</summary>
    [Fact]
    public void PartsThatLieApartGetTheirShares()
    {
        var other = new SimplicialMesh(
            new PointSet([.. Circle.Vertices.Coordinates.Select((value, i) => i % 2 == 0 ? value + 4 : value)], 2), Circle.Simplices, 1);
        var mesh = SimplicialMesh.Join([Circle, other]);
        using var left = TrainingPoints.VonMises(400, 0);
        using var near = TrainingPoints.VonMises(100, 1);
        using var shift = tensor(new float[] { 4, 0 });
        using var data = cat([left, near.add(shift)], 0);
        using var energy = new PlaneEnergy(seed: 0);
        new QuadratureTrainer(Options with { Epochs = 40, Nodes = 200 }).Train(mesh, energy, data);
        var rule = Quadrature.OnMesh(mesh);
        var masses = rule.Masses(energy);
        Assert.Equal(0.2, Enumerable.Range(0, masses.Length).Where(node => rule.Nodes[node][0] > 2).Sum(node => masses[node]), 0.02);
    }

    /// <summary>A learning rate too small to move anything: the reported likelihoods are those of the given parameters.</summary>
    [Fact]
    public void LikelihoodsAreThoseOfTheDefinition()
    {
        using var data = TrainingPoints.VonMises(130, 2);
        using var validation = TrainingPoints.VonMises(70, 1);
        using var energy = new PlaneEnergy(seed: 0);
        var options = Options with { Epochs = 1, LearningRate = 1e-12, Seed = 3 };
        var result = new QuadratureTrainer(options).Train(Circle, energy, data, validation);

        var nodes = new MeshNodes(Circle, 50, new RandomKey(3).Derive(1));
        double LogSum(ulong step) => Math.Log(nodes.Weight * Energies(energy, nodes.Draw(step)).Sum(value => Math.Exp(-value)));
        var expected = Energies(energy, HostTransfer.Read(data)).Average() + (100 * LogSum(0) + 30 * LogSum(1)) / 130;
        Assert.Equal(expected, result.Epochs[0].Training, 1e-5);
        var normalizer = Quadrature.OnMesh(Circle).LogNormalizingConstant(energy);
        Assert.Equal(Energies(energy, HostTransfer.Read(validation)).Average() + normalizer, result.Epochs[0].Validation!.Value, 1e-5);
    }

    [Fact]
    public void TheBestParametersAreKeptAndPatienceEndsTraining()
    {
        // Few points, and others to check by: the likelihood of those gets worse after some epochs.
        using var data = TrainingPoints.VonMises(30, 2);
        using var validation = TrainingPoints.VonMises(300, 1);
        using var energy = new PlaneEnergy(seed: 0);
        var options = Options with { Epochs = 200, Schedule = LearningRateSchedule.Constant };
        var result = new QuadratureTrainer(options with { Patience = 5 }).Train(Circle, energy, data, validation);
        var best = result.Epochs.Min(epoch => epoch.Validation)!.Value;
        Assert.InRange(result.Epochs.Count, 6, 150);
        Assert.Equal(result.Epochs.Count - 5, result.KeptEpoch);
        Assert.Equal(best, result.Epochs[result.KeptEpoch - 1].Validation);
        var normalizer = Quadrature.OnMesh(Circle).LogNormalizingConstant(energy);
        Assert.Equal(best, Energies(energy, HostTransfer.Read(validation)).Average() + normalizer, 1e-5);

        using var whole = new PlaneEnergy(seed: 0);
        var all = new QuadratureTrainer(options).Train(Circle, whole, data, validation);
        Assert.Equal(200, all.Epochs.Count);
        Assert.Equal(all.Epochs.Min(epoch => epoch.Validation), all.Epochs[all.KeptEpoch - 1].Validation);
    }

    [Fact]
    public void TheFirstMatrixIsScaledBeforeTheFirstStep()
    {
        using var data = TrainingPoints.VonMises(50, 2);
        using var energy = new PlaneEnergy(seed: 0, dtype: ScalarType.Float64);
        var before = Parameters(energy);
        var first = (int)energy.parameters().First().numel();
        new QuadratureTrainer(Options with { Epochs = 1, LearningRate = 1e-14, FirstLayerScale = 3 }).Train(Circle, energy, data);
        var after = Parameters(energy);
        for (var i = 0; i < before.Length; i++)
            Assert.Equal(i < first ? 3 * before[i] : before[i], after[i], 1e-12);
    }

    [Fact]
    public void SeedsReproduceParametersToTheBit()
    {
        using var data = TrainingPoints.VonMises(250, 2);
        double[] Train(ulong seed)
        {
            using var energy = new PlaneEnergy(seed: 0);
            new QuadratureTrainer(Options with { Seed = seed }).Train(Circle, energy, data);
            return Parameters(energy);
        }

        Assert.Equal(Train(1), Train(1));
        Assert.NotEqual(Train(1), Train(2));
    }

    [Fact]
    public void CancellationStopsTrainingAndKeepsTheLastStep()
    {
        using var data = TrainingPoints.VonMises(250, 2);
        using var cancelled = new PlaneEnergy(seed: 0);
        using var whole = new PlaneEnergy(seed: 0);
        using var source = new CancellationTokenSource();
        var reports = new Reports(progress =>
        {
            if (progress.Epoch == 2)
                source.Cancel();
        });
        var options = Options with { Schedule = LearningRateSchedule.Constant };
        Assert.Throws<OperationCanceledException>(() => new QuadratureTrainer(options with { Epochs = 9 })
            .Train(Circle, cancelled, data, progress: reports, cancellationToken: source.Token));
        var result = new QuadratureTrainer(options).Train(Circle, whole, data);
        Assert.Equal(result.Epochs.Select(epoch => epoch.Training), reports.All.Select(report => report.Loss));
        Assert.All(reports.All, report => Assert.Equal((TrainingPhase.Energy, 9), (report.Phase, report.Epochs)));
        Assert.Equal(Parameters(whole), Parameters(cancelled));
    }

    [Fact]
    public void WhatCannotBeTrainedIsRefused()
    {
        using var data = TrainingPoints.VonMises(20, 2);
        using var wide = torch.rand(20, 3);
        using var energy = new PlaneEnergy(seed: 0);
        using var other = new SpaceEnergy(seed: 0);
        var trainer = new QuadratureTrainer(Options);
        Assert.Throws<ArgumentException>(() => trainer.Train(Circle, energy, wide));
        Assert.Throws<ArgumentException>(() => trainer.Train(Circle, energy, data, wide));
        Assert.Throws<ArgumentException>(() => trainer.Train(Circle, other, wide));
        Assert.Throws<ArgumentException>(() => trainer.Train(SimplicialMesh.FromPoints(Circle.Vertices), energy, data));
        using (no_grad())
            energy.parameters().First().fill_(float.PositiveInfinity);
        Assert.Contains("learning rate", Assert.Throws<TrainingDivergedException>(() => trainer.Train(Circle, energy, data)).Message);
    }

    [Fact]
    public void TrainingWorksWithoutGradModeAndLeavesNoTensorBehind()
    {
        using var data = TrainingPoints.VonMises(150, 2);
        using var energy = new PlaneEnergy(seed: 0);
        using var noGradient = no_grad();
        new QuadratureTrainer(Options).Train(Circle, energy, data, data);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        new QuadratureTrainer(Options with { FirstLayerScale = 1.1 }).Train(Circle, energy, data, data);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static double[] Energies(PlaneEnergy energy, ReadOnlySpan<double> rows) => new PointSet(rows.ToArray(), 2).Evaluate(energy.Energy);

    private static double[] Parameters(nn.Module model) =>
        [.. model.parameters().SelectMany(parameter =>
        {
            using var values = parameter.detach();
            return HostTransfer.Read(values);
        })];
}
