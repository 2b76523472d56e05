using System.Diagnostics;
using DslManifolds.Geometry;
using DslManifolds.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Samples.Experiments;

/// <summary>Trains a constrained energy-based model: the manifold first, then the energy on it.</summary>
internal static class ConstrainedTraining
{
    /// <summary>Trains both, and sets <c>wall_s.mdf</c>, <c>wall_s.ebm</c> and <c>wall_s.total</c>: their times, JIT included.</summary>
    public static void Run<TManifold, TEnergy>(
        RunContext context, TManifold manifold, TEnergy energy, PointSet data, ConstrainedSettings settings)
        where TManifold : nn.Module, IManifold
        where TEnergy : nn.Module, IEnergy
    {
        using var points = data.ToTensor(device: new Device(context.Settings.Device));
        var clock = Stopwatch.StartNew();
        using (var stage = context.Display.Begin("manifold", settings.Manifold.Epochs))
            new ManifoldTrainer(settings.Manifold).Train(manifold, points, new StageProgress(stage), context.Cancellation);
        var manifoldSeconds = clock.Elapsed.TotalSeconds;
        try
        {
            using var stage = context.Display.Begin("energy", settings.Energy.TotalEpochs);
            new EnergyTrainer(settings.Energy).Train(manifold, energy, points, new StageProgress(stage), context.Cancellation);
        }
        catch (InvalidOperationException exception)
        {
            throw new RunFailedException($"{exception.Message} Try another seed with --seed.", exception);
        }
        var totalSeconds = clock.Elapsed.TotalSeconds;
        context.Metrics.Set("wall_s.mdf", manifoldSeconds);
        context.Metrics.Set("wall_s.ebm", totalSeconds - manifoldSeconds);
        context.Metrics.Set("wall_s.total", totalSeconds);
    }
}
