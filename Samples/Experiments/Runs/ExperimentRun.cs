using DslManifolds.Checkpoints;
using DslManifolds.Geometry;
using DslManifolds.Samples.Data;
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

    /// <summary>
    /// Trains a new model, its manifold first, then the energy on it, and writes it. Sets <c>wall_s.mdf</c>, <c>wall_s.ebm</c> and
    /// <c>wall_s.total</c>, the two together.
    /// </summary>
    /// <param name="start">Makes a model from a seed, on a device.</param>
    /// <param name="parts">The model's manifold and energy.</param>
    /// <param name="data">Points to train on.</param>
    /// <param name="validation">Points to stop by, where the energy is trained by maximum likelihood; null for none.</param>
    public TModel Train<TModel, TManifold, TEnergy>(
        Func<long, Device, TModel> start,
        Func<TModel, (TManifold Manifold, TEnergy Energy)> parts,
        PointSet data,
        PointSet? validation = null)
        where TModel : nn.Module
        where TManifold : nn.Module, IManifold
        where TEnergy : nn.Module, IEnergy
    {
        using var points = data.ToTensor(device: Device);
        var model = ManifoldTraining.Run(context, start, learning => parts(learning).Manifold, points, settings.Manifold);
        var (manifold, energy) = parts(model);
        if (settings.Likelihood is { } likelihood)
            EnergyTraining.Run(context, manifold, energy, points, validation, settings.Box, likelihood);
        else
            EnergyTraining.Run(context, manifold, energy, points, settings.Energy);
        context.Metrics.Set("wall_s.total", context.Metrics.Number("wall_s.mdf") + context.Metrics.Number("wall_s.ebm"));
        Checkpoint.Save(model, context.FileAt("model.safetensors"));
        return model;
    }

    /// <summary>Measures a learned model against the truth, samples it, and writes the samples.</summary>
    /// <param name="model">The model.</param>
    /// <param name="truth">What it should have come out as.</param>
    /// <param name="data">Points it was trained on, or others that should be on its manifold.</param>
    /// <param name="file">Name of the file of samples.</param>
    public LearnedPart Compare(IConstrainedModel model, PartTruth truth, PointSet data, string file = "samples.csv")
    {
        var (heldOut, others) = truth.HeldOut(context.Settings.Seed);
        var density = Measure(model, data);
        ManifoldMetrics.AddDistances(context, ProjectedPoints.Of(heldOut, model, density.Mesh, Device));
        ManifoldMetrics.AddHausdorff(context, truth.Hausdorff(density.Mesh));
        truth.AddDensity(context, density.Quadrature.Nodes, density.Masses);
        truth.AddEnergy(context, density);
        return new LearnedPart(density, Sample(model, density.Mesh, truth, heldOut, others, file));
    }

    /// <summary>
    /// Measures a learned model where the true manifold is known, but of the density no more than data: held-out points are compared.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="truth">The true manifold.</param>
    /// <param name="split">The data.</param>
    public LearnedPart Compare(IConstrainedModel model, TrueSet truth, DataSplit split)
    {
        var density = Measure(model, split.Train);
        var closest = ProjectedPoints.Of(split.Test, model, density.Mesh, Device);
        ManifoldMetrics.AddDistances(context, closest);
        ManifoldMetrics.AddHausdorff(context, truth.Hausdorff(density.Mesh));
        HeldOutLikelihood.Add(context, density, closest);
        return new LearnedPart(density, Sample(model, density.Mesh, truth, split.Test, split.Validation));
    }

    /// <summary>Measures a learned manifold, and normalises the density on it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">Points it was trained on, or others that should be on its manifold.</param>
    public LearnedDensity Measure(IConstrainedModel model, PointSet data)
    {
        ManifoldMetrics.AddTopology(context, model, settings.Manifold, Device);
        ManifoldMetrics.AddSingularValue(context, model, data, Device);
        context.Cancellation.ThrowIfCancellationRequested();
        return new LearnedDensity(model, settings.Box, settings.Manifold.MeshCells, Device);
    }

    private PointSet Sample(
        IConstrainedModel model, SimplicialMesh mesh, TrueSet truth, PointSet heldOut, PointSet others, string file = "samples.csv")
    {
        var samples = SampleMetrics.Draw(context, model, mesh, settings, Device);
        SampleMetrics.AddComparison(context, samples, truth, heldOut, others, file);
        return samples;
    }
}
