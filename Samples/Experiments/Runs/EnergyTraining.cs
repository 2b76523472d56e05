using System.Diagnostics;
using DslManifolds.Geometry;
using DslManifolds.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Samples.Experiments;

/// <summary>Trains energies.</summary>
internal static class EnergyTraining
{
    /// <summary>
    /// Trains an energy, on a learned manifold or, where there is none, in the whole space. Sets <c>wall_s.ebm</c>, the time it takes,
    /// JIT included.
    /// </summary>
    /// <exception cref="RunFailedException">The manifold does not meet the box.</exception>
    public static void Run<TEnergy>(
        RunContext context, IManifold? manifold, TEnergy energy, Tensor points, EnergyTrainerOptions settings)
        where TEnergy : nn.Module, IEnergy
    {
        var clock = Stopwatch.StartNew();
        try
        {
            using var stage = context.Display.Begin("energy", settings.TotalEpochs);
            var curve = context.Record.BeginTraining("energy");
            var (trainer, progress) = (new EnergyTrainer(settings), new StageProgress(stage, curve));
            var result = manifold is null
                ? trainer.Train(energy, points, progress, context.Cancellation)
                : trainer.Train(manifold, energy, points, progress, context.Cancellation);
            curve.AddTerm("mean E of data", result.Epochs.Select(epoch => epoch.PositiveEnergy));
            curve.AddTerm("mean E of samples", result.Epochs.Select(epoch => epoch.NegativeEnergy));
            context.Record.AddChains("in training", result.Counts);
        }
        catch (InvalidOperationException exception)
        {
            throw new RunFailedException($"{exception.Message} Train longer, or try another --seed.", exception);
        }
        context.Metrics.Set("wall_s.ebm", clock.Elapsed.TotalSeconds);
    }

    /// <summary>
    /// Trains an energy on a learned manifold by maximum likelihood, on its mesh in a box. Sets <c>wall_s.ebm</c>.
    /// </summary>
    /// <param name="context">What the experiment runs with.</param>
    /// <param name="manifold">The manifold.</param>
    /// <param name="energy">The energy.</param>
    /// <param name="points">Points to train on.</param>
    /// <param name="validation">Points that decide which epoch's parameters are kept; null to keep the last.</param>
    /// <param name="box">The box.</param>
    /// <param name="settings">Settings.</param>
    /// <exception cref="RunFailedException">The manifold does not meet the box.</exception>
    public static void Run<TEnergy>(
        RunContext context,
        IManifold manifold,
        TEnergy energy,
        Tensor points,
        PointSet? validation,
        Box box,
        LikelihoodSettings settings)
        where TEnergy : nn.Module, IEnergy
    {
        var clock = Stopwatch.StartNew();
        var mesh = LearnedMesh.NotEmpty(manifold, box, settings.MeshCells, points.device);
        using var held = validation?.ToTensor(device: points.device);
        using var stage = context.Display.Begin("energy", settings.Training.Epochs);
        var curve = context.Record.BeginTraining("energy");
        var result = new QuadratureTrainer(settings.Training)
            .Train(mesh, energy, points, held, new StageProgress(stage, curve), context.Cancellation);
        if (held is not null)
            curve.AddTerm("held-out points", result.Epochs.Select(epoch => epoch.Validation!.Value));
        context.Metrics.Set("wall_s.ebm", clock.Elapsed.TotalSeconds);
    }
}
