using System.Diagnostics;
using DslManifolds.Checkpoints;
using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Samplers;
using DslManifolds.Samples.Data;
using DslManifolds.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Samples.Experiments;

/// <summary>
/// The course of a pushforward model, the paper's baseline: train encoder and decoder, then the energy of codes; measure the image
/// of the decoder over the box of codes as the constrained model's manifold is measured; sample.
/// </summary>
/// <param name="context">What it runs with.</param>
/// <param name="settings">Settings, with what the user chose.</param>
internal sealed class PushforwardRun(RunContext context, PushforwardSettings settings)
{
    private const string Name = "pushforward EBM";

    // Keeps the chains' random numbers apart from those of training.
    private const ulong SamplePurpose = 103;

    private readonly Device device = new(context.Settings.Device);

    /// <summary>Trains, measures and samples a model whose true density is known.</summary>
    public DrawnMesh Run<TModel, TEncoder, TDecoder, TEnergy>(
        Func<long, Device, TModel> start,
        Func<TModel, (TEncoder Encoder, TDecoder Decoder, TEnergy Energy)> parts,
        PointSet data,
        PartTruth truth)
        where TModel : nn.Module, IPushforwardModel
        where TEncoder : nn.Module, IEncoder
        where TDecoder : nn.Module, IDecoder
        where TEnergy : nn.Module, IEnergy
    {
        using var model = start(context.Settings.Seed, device);
        var density = Train(model, parts(model), data);
        var (heldOut, others) = truth.HeldOut(context.Settings.Seed);
        var nodes = Measure(density, truth, heldOut);
        truth.AddDensity(context, nodes.Pieces, nodes.Masses);
        return Sample(model, density, nodes, truth, heldOut, others);
    }

    /// <summary>The same where the true manifold is known, but of the density no more than data.</summary>
    public DrawnMesh Run<TModel, TEncoder, TDecoder, TEnergy>(
        Func<long, Device, TModel> start,
        Func<TModel, (TEncoder Encoder, TDecoder Decoder, TEnergy Energy)> parts,
        DataSplit split,
        TrueSet truth)
        where TModel : nn.Module, IPushforwardModel
        where TEncoder : nn.Module, IEncoder
        where TDecoder : nn.Module, IDecoder
        where TEnergy : nn.Module, IEnergy
    {
        using var model = start(context.Settings.Seed, device);
        var density = Train(model, parts(model), split.Train);
        var nodes = Measure(density, truth, split.Test);
        HeldOutLikelihood.Add(context, density.LogDensity(split.Test), density.ReconstructionDistances(split.Test));
        return Sample(model, density, nodes, truth, split.Test, split.Validation);
    }

    private PushforwardDensity Train<TModel, TEncoder, TDecoder, TEnergy>(
        TModel model, (TEncoder Encoder, TDecoder Decoder, TEnergy Energy) parts, PointSet data)
        where TModel : nn.Module, IPushforwardModel
        where TEncoder : nn.Module, IEncoder
        where TDecoder : nn.Module, IDecoder
        where TEnergy : nn.Module, IEnergy
    {
        using var points = data.ToTensor(device: device);
        var clock = Stopwatch.StartNew();
        TrainAutoencoder(parts.Encoder, parts.Decoder, points);
        var seconds = clock.Elapsed.TotalSeconds;
        context.Metrics.Set("wall_s.autoencoder", seconds);
        using var codes = Encode(parts.Encoder, points);
        var box = BoxOf(codes);
        EnergyTraining.Run(context, null, parts.Energy, codes, settings.Energy(box));
        context.Metrics.Set("wall_s.total", seconds + context.Metrics.Number("wall_s.ebm"));
        Checkpoint.Save(model, context.FileAt("model.safetensors"));
        return new PushforwardDensity(model, box, new() { Device = device });
    }

    private void TrainAutoencoder<TEncoder, TDecoder>(TEncoder encoder, TDecoder decoder, Tensor points)
        where TEncoder : nn.Module, IEncoder
        where TDecoder : nn.Module, IDecoder
    {
        using var stage = context.Display.Begin("autoencoder", settings.Autoencoder.Epochs);
        var curve = context.Record.BeginTraining("autoencoder");
        var result = new AutoencoderTrainer(settings.Autoencoder)
            .Train(encoder, decoder, points, new StageProgress(stage, curve), context.Cancellation);
        curve.AddTerm("mean |x - f(z)|²", result.Epochs.Select(epoch => epoch.SquaredError));
    }

    // Sets the numbers on the decoder's image that the constrained model has on its manifold.
    private PushforwardNodes Measure(PushforwardDensity density, TrueSet truth, PointSet heldOut)
    {
        var nodes = density.Nodes(settings.MeshCells);
        ManifoldMetrics.AddTopology(context, MeshTopology.Of(nodes.Mesh));
        ManifoldMetrics.AddDistances(context, new MeshDistance(nodes.Mesh).Nearest(heldOut).Distances);
        context.Metrics.Set("reconstruction.distance_mean", density.ReconstructionDistances(heldOut).Average());
        ManifoldMetrics.AddHausdorff(context, truth.Hausdorff(nodes.Mesh));
        context.Cancellation.ThrowIfCancellationRequested();
        return nodes;
    }

    private DrawnMesh Sample(
        IPushforwardModel model, PushforwardDensity density, PushforwardNodes nodes, TrueSet truth, PointSet heldOut, PointSet others)
    {
        var box = density.Latent.Box;
        var width = box.Lower.Zip(box.Upper, (lower, upper) => upper - lower).Max();
        var options = new LangevinDynamicsOptions
        {
            NoiseScale = settings.SampleScale * width,
            Metropolis = true,
            Backend = context.Settings.Backend,
        };
        var sampler = new PushforwardLangevin(model, box, options, device: device);
        using var stage = context.Display.Begin("samples", settings.SampleSteps);
        var clock = Stopwatch.StartNew();
        using var run = sampler.Draw(
            settings.SampleCount, settings.SampleSteps, new RandomKey((ulong)context.Settings.Seed).Derive(SamplePurpose), context.Cancellation);
        SampleMetrics.AddChains(context, run.Counts, clock.Elapsed);
        stage.Report(settings.SampleSteps);
        var samples = PointSet.FromTensor(run.Points);
        SampleMetrics.AddComparison(context, samples, truth, heldOut, others);
        return new DrawnMesh(Name, samples, nodes.Mesh, Array.ConvertAll(nodes.LogDensities, Math.Exp));
    }

    private static Tensor Encode(IEncoder encoder, Tensor points)
    {
        using var noGradient = no_grad();
        return encoder.Encode(points);
    }

    private static Box BoxOf(Tensor codes)
    {
        try
        {
            return LatentBox.Of(codes);
        }
        catch (ArgumentException exception)
        {
            throw new RunFailedException($"{exception.Message} Try another --seed.", exception);
        }
    }
}
