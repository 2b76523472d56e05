using System.Diagnostics;
using DslManifolds.Checkpoints;
using DslManifolds.Geometry;
using DslManifolds.Samples.Reports;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Samples.Experiments;

/// <summary>
/// The course of an experiment with a constrained energy-based model: train, write the model, measure the manifold, normalise the
/// density, sample. What is special to an experiment (its truth, its pictures) it adds in between.
/// </summary>
/// <param name="context">What it runs with.</param>
/// <param name="settings">Settings, with what the user chose.</param>
internal sealed class ExperimentRun(RunContext context, ConstrainedSettings settings)
{
    /// <summary>Device of the tensors.</summary>
    public Device Device { get; } = new(context.Settings.Device);

    /// <summary>Sets the keys that name the run.</summary>
    public void Begin()
    {
        context.Metrics.Set("experiment", context.Name);
        context.Metrics.Set("seed", context.Settings.Seed);
        context.Metrics.Set("backend", context.Settings.BackendName);
        context.Metrics.Set("device", context.Settings.Device);
        context.Metrics.Set("threads", context.Settings.Threads);
    }

    /// <summary>Trains a new model, see <see cref="ConstrainedTraining"/>, and writes it.</summary>
    /// <param name="start">Makes a model from a seed, on a device.</param>
    /// <param name="parts">The model's manifold and energy.</param>
    /// <param name="data">Points to train on.</param>
    public TModel Train<TModel, TManifold, TEnergy>(
        Func<long, Device, TModel> start, Func<TModel, (TManifold Manifold, TEnergy Energy)> parts, PointSet data)
        where TModel : nn.Module
        where TManifold : nn.Module, IManifold
        where TEnergy : nn.Module, IEnergy
    {
        var model = ConstrainedTraining.Run(context, start, parts, data, settings);
        Checkpoint.Save(model, context.Files.FileAt("model.safetensors"));
        return model;
    }

    /// <summary>Measures a learned manifold, and normalises the density on it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">Points it was trained on, or others that should be on its manifold.</param>
    public LearnedDensity Measure(IConstrainedModel model, PointSet data)
    {
        ManifoldMetrics.AddTopology(context, model, settings, Device);
        ManifoldMetrics.AddSingularValue(context, model, data, Device);
        context.Cancellation.ThrowIfCancellationRequested();
        return new LearnedDensity(model, settings.Box, settings.MeshCells, Device);
    }

    /// <summary>Draws samples, measures them against held-out points, and writes them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="distances">Distances of points to the true manifold.</param>
    /// <param name="heldOut">Points that the model has not seen.</param>
    /// <param name="others">More of them, for the floor of the Wasserstein distance.</param>
    /// <param name="file">Name of the file of samples.</param>
    public PointSet Sample(
        IConstrainedModel model,
        Func<PointSet, double[]> distances,
        PointSet heldOut,
        PointSet others,
        string file = "samples.csv")
    {
        var samples = SampleMetrics.Draw(context, model, settings, Device);
        context.Metrics.Set("samples.distance_to_truth_max", distances(samples).Max());
        SampleMetrics.AddWasserstein(context, samples, heldOut, others);
        SamplesWriter.Write(context.Files.FileAt(file), samples);
        context.Cancellation.ThrowIfCancellationRequested();
        return samples;
    }

    /// <summary>Sets <c>wall_s.process</c>: the time since the process started. Call it last.</summary>
    public void End()
    {
        using var process = Process.GetCurrentProcess();
        context.Metrics.Set("wall_s.process", (DateTime.Now - process.StartTime).TotalSeconds);
    }
}
