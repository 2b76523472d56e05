using System.Diagnostics;
using DslManifolds.Geometry;
using DslManifolds.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Samples.Experiments;

/// <summary>
/// Trains a constrained energy-based model: the manifold first, then the energy on it. A manifold whose zero set leaves the box
/// is open, which the data's is not: it is trained anew from other starting values, and from the data alone this can be told. The
/// paper's settings leave it open in about one of six runs on the circle.
/// </summary>
internal static class ConstrainedTraining
{
    // Far enough apart that one seed's further attempts are not another seed's first.
    private const int SeedStride = 1_000_003;

    /// <summary>
    /// Trains both parts. Sets <c>wall_s.mdf</c>, <c>wall_s.ebm</c> and <c>wall_s.total</c>, their times, JIT included, and
    /// <c>mdf.attempts</c>, how often the manifold was trained.
    /// </summary>
    /// <param name="context">What the experiment runs with.</param>
    /// <param name="startManifold">Makes a manifold from a seed, on the run's device.</param>
    /// <param name="energy">The energy.</param>
    /// <param name="data">Points to train on.</param>
    /// <param name="settings">Settings.</param>
    /// <returns>The manifold: the first closed one, or the last.</returns>
    public static TManifold Run<TManifold, TEnergy>(
        RunContext context, Func<long, TManifold> startManifold, TEnergy energy, PointSet data, ConstrainedSettings settings)
        where TManifold : nn.Module, IManifold
        where TEnergy : nn.Module, IEnergy
    {
        using var points = data.ToTensor(device: new Device(context.Settings.Device));
        var clock = Stopwatch.StartNew();
        var manifold = TrainManifold(context, startManifold, points, settings);
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
        return manifold;
    }

    private static TManifold TrainManifold<TManifold>(
        RunContext context, Func<long, TManifold> start, Tensor points, ConstrainedSettings settings)
        where TManifold : nn.Module, IManifold
    {
        for (var attempt = 1; ; attempt++)
        {
            var manifold = start(context.Settings.Seed + (long)(attempt - 1) * SeedStride);
            using (var stage = context.Display.Begin("manifold", settings.Manifold.Epochs))
                new ManifoldTrainer(settings.Manifold).Train(manifold, points, new StageProgress(stage), context.Cancellation);
            if (attempt == settings.ManifoldAttempts || ManifoldMetrics.Topology(manifold, settings, points.device).IsClosed)
            {
                context.Metrics.Set("mdf.attempts", attempt);
                return manifold;
            }
            manifold.Dispose();
        }
    }
}
