using System.Diagnostics;
using DslManifolds.Geometry;
using DslManifolds.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Samples.Experiments;

/// <summary>
/// Trains manifold-defining functions. A manifold whose zero set leaves the box is open, which the data's is not: it is trained
/// anew from other starting values, and from the data alone this can be told. The paper's settings leave it open in about one of
/// ten runs on the circle.
/// </summary>
/// <remarks>
/// The library's <see cref="ClosedManifoldTrainer"/> does the same for manifolds by themselves, and begins each attempt with a seed of its
/// own. Here a manifold is a part of a whole model, and attempts differ in starting values alone: they see the data in the same order.
/// </remarks>
internal static class ManifoldTraining
{
    // Far enough apart that one seed's further attempts are not another seed's first.
    private const int SeedStride = 1_000_003;

    // Enough to see whether a zero set ends inside the box or runs out of it; the mesh that is measured is finer.
    private const int ClosureCells = 48;

    /// <summary>
    /// Trains the manifold of a new model. Sets <c>wall_s.mdf</c>, the time it takes, JIT included, and <c>mdf.attempts</c>, how
    /// often it was trained.
    /// </summary>
    /// <param name="context">What the experiment runs with.</param>
    /// <param name="start">Makes a model from a seed, on a device.</param>
    /// <param name="part">The model's manifold.</param>
    /// <param name="points">Points to train on.</param>
    /// <param name="settings">Settings.</param>
    /// <returns>The model: the first whose manifold is closed, or the last.</returns>
    public static TModel Run<TModel, TManifold>(
        RunContext context,
        Func<long, Device, TModel> start,
        Func<TModel, TManifold> part,
        Tensor points,
        ManifoldSettings settings)
        where TModel : nn.Module
        where TManifold : nn.Module, IManifold
    {
        var clock = new Stopwatch();
        for (var attempt = 1; ; attempt++)
        {
            var model = start(context.Settings.Seed + (long)(attempt - 1) * SeedStride, points.device);
            clock.Start();
            var manifold = part(model);
            Train(context, manifold, points, settings.Training);
            if (attempt >= settings.Attempts || IsClosed(manifold, settings, points.device))
            {
                context.Metrics.Set("wall_s.mdf", clock.Elapsed.TotalSeconds);
                context.Metrics.Set("mdf.attempts", attempt);
                return model;
            }
            clock.Stop();
            model.Dispose();
        }
    }

    private static void Train<TManifold>(RunContext context, TManifold manifold, Tensor points, ManifoldTrainerOptions settings)
        where TManifold : nn.Module, IManifold
    {
        using var stage = context.Display.Begin("manifold", settings.Epochs);
        var curve = context.Record.BeginTraining("manifold");
        var result = new ManifoldTrainer(settings).Train(manifold, points, new StageProgress(stage, curve), context.Cancellation);
        curve.AddTerm("mean |F(x)|²", result.Epochs.Select(epoch => epoch.SquaredValue));
        curve.AddTerm("rank penalty", result.Epochs.Select(epoch => epoch.RankPenalty));
    }

    private static bool IsClosed(IManifold manifold, ManifoldSettings settings, Device device)
    {
        var coarse = settings with { MeshCells = Math.Min(settings.MeshCells, ClosureCells) };
        return ManifoldMetrics.Topology(manifold, coarse, device) is { Components: > 0, IsClosed: true };
    }
}
