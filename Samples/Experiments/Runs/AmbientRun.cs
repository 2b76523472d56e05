using System.Diagnostics;
using DslManifolds.Checkpoints;
using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Samplers;
using DslManifolds.Samples.Plotting;
using DslManifolds.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Samples.Experiments;

/// <summary>
/// The course of an ambient energy-based model of the plane, the paper's other baseline: train it, normalise it on a grid, compare
/// the mass near the true curve, sample.
/// </summary>
/// <param name="context">What it runs with.</param>
/// <param name="settings">Settings; the noise box is where the density lives.</param>
internal sealed class AmbientRun(RunContext context, EnergyTrainerOptions settings)
{
    private const string Name = "ambient EBM";
    private const int PictureCells = 201;
    private const int SampleSteps = 1000;
    private const ulong SamplePurpose = 104;

    /// <summary>Trains, measures and samples.</summary>
    /// <param name="start">Makes an energy from a seed, on a device.</param>
    /// <param name="data">Points to train on.</param>
    /// <param name="truth">The truth.</param>
    public DrawnField Run<TEnergy>(Func<long, Device, TEnergy> start, PointSet data, PartTruth truth)
        where TEnergy : nn.Module, IEnergy
    {
        var device = new Device(context.Settings.Device);
        using var points = data.ToTensor(device: device);
        using var energy = start(context.Settings.Seed, device);
        EnergyTraining.Run(context, null, energy, points, ConstrainedSettings.Chosen(settings, context.Settings));
        context.Metrics.Set("wall_s.total", context.Metrics.Number("wall_s.ebm"));
        Checkpoint.Save(energy, context.FileAt("model.safetensors"));
        var density = new BoxDensity(energy, settings.NoiseBox, new() { Device = device });
        truth.AddDensity(context, density.Grid.Nodes, density.Masses());
        var (heldOut, others) = truth.HeldOut(context.Settings.Seed);
        var samples = Sample(energy, heldOut.Count, device);
        SampleMetrics.AddComparison(context, samples, truth, heldOut, others);
        var halfWidth = settings.NoiseBox.Upper[0];
        var field = density.LogDensity(PlaneField.GridPoints(halfWidth, PictureCells));
        return new DrawnField(Name, samples, PlaneField.FromFlat(halfWidth, Array.ConvertAll(field, Math.Exp)));
    }

    private PointSet Sample(IEnergy energy, int count, Device device)
    {
        var random = new Random(context.Settings.Seed);
        var (lower, upper) = (settings.NoiseBox.Lower, settings.NoiseBox.Upper);
        var start = new PointSet(
            [.. Enumerable.Range(0, count * lower.Length).Select(i => i % lower.Length)
                .Select(axis => lower[axis] + (upper[axis] - lower[axis]) * random.NextDouble())],
            lower.Length);
        using var points = start.ToTensor(device: device);
        var options = new LangevinDynamicsOptions
        {
            NoiseScale = 0.2,
            Metropolis = true,
            Box = settings.NoiseBox,
            Backend = context.Settings.Backend,
        };
        using var stage = context.Display.Begin("samples", SampleSteps);
        var clock = Stopwatch.StartNew();
        using var run = new LangevinDynamics(energy, options).Run(
            points, SampleSteps, new RandomKey((ulong)context.Settings.Seed).Derive(SamplePurpose), context.Cancellation);
        SampleMetrics.AddChains(context, run.Counts, clock.Elapsed);
        stage.Report(SampleSteps);
        return PointSet.FromTensor(run.Points);
    }
}
