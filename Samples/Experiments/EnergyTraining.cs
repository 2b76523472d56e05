using System.Diagnostics;
using DslManifolds.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Samples.Experiments;

/// <summary>Trains energies.</summary>
internal static class EnergyTraining
{
    /// <summary>Trains an energy, on a learned manifold or, where there is none, in the whole space. Sets <c>wall_s.ebm</c>, the time it takes, JIT included.</summary>
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
}
