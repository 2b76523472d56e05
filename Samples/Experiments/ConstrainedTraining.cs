using System.Diagnostics;
using DslManifolds.Geometry;
using DslManifolds.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Samples.Experiments;

/// <summary>
/// Trains a constrained energy-based model: the manifold first, then the energy on it. A manifold whose zero set leaves the box
/// is open, which the data's is not: it is trained anew from other starting values, and from the data alone this can be told. The
/// paper's settings leave it open in about one of ten runs on the circle.
/// </summary>
internal static class ConstrainedTraining
{
    // Far enough apart that one seed's further attempts are not another seed's first.
    private const int SeedStride = 1_000_003;

    // Enough to see whether a zero set ends inside the box or runs out of it; the mesh that is measured is finer.
    private const int ClosureCells = 48;

    /// <summary>
    /// Trains a new model. Sets <c>wall_s.mdf</c>, <c>wall_s.ebm</c> and <c>wall_s.total</c>, the times of its parts, JIT included,
    /// and <c>mdf.attempts</c>, how often the manifold was trained.
    /// </summary>
    /// <param name="context">What the experiment runs with.</param>
    /// <param name="start">Makes a model from a seed, on a device.</param>
    /// <param name="parts">The model's manifold and energy.</param>
    /// <param name="data">Points to train on.</param>
    /// <param name="settings">Settings.</param>
    /// <returns>The model: the first whose manifold is closed, or the last.</returns>
    public static TModel Run<TModel, TManifold, TEnergy>(
        RunContext context,
        Func<long, Device, TModel> start,
        Func<TModel, (TManifold Manifold, TEnergy Energy)> parts,
        PointSet data,
        ConstrainedSettings settings)
        where TModel : nn.Module
        where TManifold : nn.Module, IManifold
        where TEnergy : nn.Module, IEnergy
    {
        var device = new Device(context.Settings.Device);
        using var points = data.ToTensor(device: device);
        var coarse = settings with { MeshCells = Math.Min(settings.MeshCells, ClosureCells) };
        var clock = new Stopwatch();
        for (var attempt = 1; ; attempt++)
        {
            var model = start(context.Settings.Seed + (long)(attempt - 1) * SeedStride, device);
            clock.Start();
            var (manifold, energy) = parts(model);
            TrainManifold(context, manifold, points, settings);
            if (attempt < settings.ManifoldAttempts
                && ManifoldMetrics.Topology(manifold, coarse, device) is not { Components: > 0, IsClosed: true })
            {
                clock.Stop();
                model.Dispose();
                continue;
            }
            var manifoldSeconds = clock.Elapsed.TotalSeconds;
            TrainEnergy(context, manifold, energy, points, settings);
            var totalSeconds = clock.Elapsed.TotalSeconds;
            context.Metrics.Set("wall_s.mdf", manifoldSeconds);
            context.Metrics.Set("wall_s.ebm", totalSeconds - manifoldSeconds);
            context.Metrics.Set("wall_s.total", totalSeconds);
            context.Metrics.Set("mdf.attempts", attempt);
            return model;
        }
    }

    private static void TrainManifold<TManifold>(
        RunContext context, TManifold manifold, Tensor points, ConstrainedSettings settings)
        where TManifold : nn.Module, IManifold
    {
        using var stage = context.Display.Begin("manifold", settings.Manifold.Epochs);
        var curve = context.Record.BeginTraining("manifold");
        var result = new ManifoldTrainer(settings.Manifold)
            .Train(manifold, points, new StageProgress(stage, curve), context.Cancellation);
        curve.AddTerm("mean |F(x)|²", result.Epochs.Select(epoch => epoch.SquaredValue));
        curve.AddTerm("rank penalty", result.Epochs.Select(epoch => epoch.RankPenalty));
    }

    private static void TrainEnergy<TEnergy>(
        RunContext context, IManifold manifold, TEnergy energy, Tensor points, ConstrainedSettings settings)
        where TEnergy : nn.Module, IEnergy
    {
        try
        {
            using var stage = context.Display.Begin("energy", settings.Energy.TotalEpochs);
            var curve = context.Record.BeginTraining("energy");
            var result = new EnergyTrainer(settings.Energy)
                .Train(manifold, energy, points, new StageProgress(stage, curve), context.Cancellation);
            curve.AddTerm("mean E of data", result.Epochs.Select(epoch => epoch.PositiveEnergy));
            curve.AddTerm("mean E of samples", result.Epochs.Select(epoch => epoch.NegativeEnergy));
            context.Record.AddChains("in training", result.Counts);
        }
        catch (InvalidOperationException exception)
        {
            throw new RunFailedException($"{exception.Message} Train longer, or try another --seed.", exception);
        }
    }
}
