using System.Diagnostics;
using DslManifolds.Checkpoints;
using DslManifolds.Geometry;
using DslManifolds.Samples.Commands;
using DslManifolds.Samples.Plotting;
using DslManifolds.Training;
using static TorchSharp.torch;

namespace DslManifolds.Samples.Experiments;

/// <summary>F of Fig. 4: ℝ² → ℝ, three hidden layers of 8.</summary>
[Manifold(Ambient = 2, Dimension = 1)]
[Mlp(8, 8, 8)]
public sealed partial class TwoCirclesManifold;

/// <summary>E of Fig. 4: ℝ² → ℝ, three hidden layers of 32.</summary>
[Energy(Ambient = 2)]
[Mlp(32, 32, 32)]
public sealed partial class TwoCirclesEnergy;

/// <summary>The model of Fig. 4.</summary>
[ConstrainedModel(typeof(TwoCirclesManifold), typeof(TwoCirclesEnergy))]
public sealed partial class TwoCirclesModel;

/// <summary>Two such manifolds, one for each cluster of the data.</summary>
[Union(typeof(TwoCirclesManifold), typeof(TwoCirclesManifold))]
public sealed partial class TwoClusters;

/// <summary>The tuned model: one energy on both.</summary>
[ConstrainedModel(typeof(TwoClusters), typeof(TwoCirclesEnergy))]
public sealed partial class TwoClustersModel;

/// <summary>E of the ambient model of Fig. 4: ℝ² → ℝ, two hidden layers of 32.</summary>
[Energy(Ambient = 2)]
[Mlp(32, 32)]
public sealed partial class TwoCirclesAmbientEnergy;

/// <summary>g of Fig. 4, with distributed codes: ℝ² → ℝ, three hidden layers of 32.</summary>
[Encoder(Ambient = 2, Latent = 1, Variational = true)]
[Mlp(32, 32, 32)]
public sealed partial class TwoCirclesEncoder;

/// <summary>f of Fig. 4: ℝ → ℝ², three hidden layers of 32.</summary>
[Decoder(Latent = 1, Ambient = 2)]
[Mlp(32, 32, 32)]
public sealed partial class TwoCirclesDecoder;

/// <summary>E of codes of Fig. 4: ℝ → ℝ, three hidden layers of 32.</summary>
[Energy(Ambient = 1)]
[Mlp(32, 32, 32)]
public sealed partial class TwoCirclesCodeEnergy;

/// <summary>The pushforward model of Fig. 4.</summary>
[PushforwardModel(typeof(TwoCirclesEncoder), typeof(TwoCirclesDecoder), typeof(TwoCirclesCodeEnergy))]
public sealed partial class TwoCirclesPushforward;

/// <summary>
/// Fig. 4: 1,000 points from a balanced mixture of von Mises distributions on the unit circles at (−2, 0) and (2, 0),
/// concentration 2, modes facing each other.
/// </summary>
internal sealed class TwoCircles : Experiment
{
    private const double HalfWidth = 3.3;

    private static readonly Box Box = Box.Cube(2, HalfWidth);

    private static readonly ConstrainedSettings Paper = new(
        new(new ManifoldTrainerOptions { Epochs = 1000, BatchSize = 100, MinSingularValue = 1, RankWeight = 1 }, Box, MeshCells: 600),
        new EnergyTrainerOptions(Box)
        {
            Rounds = [new LangevinRound(Epochs: 50, Steps: 10)],
            BatchSize = 100,
            Sampler = new() { NoiseScale = 0.4, StepSize = 1, GradientClamp = 0.1 },
            EnergyWeight = 0.3,
            AveragedShare = 0.25,
        });

    // One net for each cluster of the data, in the box of the whole scene: beside a circle no other curve is left.
    private static readonly ConstrainedSettings Tuned = Paper with
    {
        Manifold = Paper.Manifold.Tuned(epochs: 300) with { Attempts = 10 },
        Likelihood = new(new QuadratureTrainerOptions { Epochs = 15, Nodes = 300, LearningRate = 0.005 }, MeshCells: 150),
    };

    private static readonly EnergyTrainerOptions Ambient = new(Box)
    {
        Rounds = [new(40, 10), new(40, 10, StepSize: 5), new(40, 10, StepSize: 10)],
        BatchSize = 100,
        Sampler = new() { NoiseScale = 0.005, GradientClamp = 0.03 },
        EnergyWeight = 0.3,
        AveragedShare = 0.25,
    };

    private static readonly PushforwardSettings Pushforward = new(
        new AutoencoderTrainerOptions { Epochs = 100, BatchSize = 100, DivergenceWeight = 0.01 },
        PushforwardSettings.PaperEnergy(epochs: 100),
        MeshCells: 4000);

    private static readonly CirclesTruth Truth = new(concentration: 2, (Centre: -2, Mode: 0), (Centre: 2, Mode: Math.PI));

    public override string Name => "two-circles";

    public override string Figure => "Fig. 4";

    public override string Summary => "von Mises data on two circles";

    public override IReadOnlyList<Preset> Presets => BothPresets;

    public override IReadOnlyList<ModelKind> Models => [ModelKind.Constrained, ModelKind.Ambient, ModelKind.Pushforward];

    public override void Run(RunContext context)
    {
        RunKeys.Set(context);
        var figures = new PlaneFigures(HalfWidth, new Device(context.Settings.Device));
        var panels = new List<IReadOnlyList<Panel>>();
        var models = context.Settings.Models.Select(kind => kind switch
        {
            ModelKind.Constrained when context.Settings.Preset == Preset.Tuned => RunClusters(context.Of(kind), figures, panels),
            ModelKind.Constrained => RunConstrained(context.Of(kind), figures, panels),
            ModelKind.Ambient => RunAmbient(context.Of(kind)),
            _ => RunPushforward(context.Of(kind)),
        }).ToArray();
        panels.AddRange(figures.Densities(Truth, context.Data, models));
        context.Save(
            new Figure([.. panels]),
            "figure-4.png",
            "Fig. 4. Data, the learned function F, the learned energy; the true density and those of the models; samples.");
        foreach (var model in models.OfType<DrawnMesh>())
            context.Record.Add(figures.Scene(model, context.Data));
        RunKeys.End(context);
    }

    protected override PointSet LoadData(RunSettings settings) => Truth.Data(settings.Seed);

    private static DrawnModel RunConstrained(RunContext context, PlaneFigures figures, List<IReadOnlyList<Panel>> panels)
    {
        var run = new ExperimentRun(context, Paper.For(context.Settings));
        using var model = run.Train(
            (seed, device) => new TwoCirclesModel(seed, device: device),
            learning => (learning.TwoCirclesManifold, learning.TwoCirclesEnergy),
            context.Data);
        var learned = run.Compare(model, Truth, context.Data);
        panels.Add(figures.Learned(model, context.Data));
        return learned.Drawn;
    }

    private static DrawnModel RunClusters(RunContext context, PlaneFigures figures, List<IReadOnlyList<Panel>> panels)
    {
        var settings = Tuned.For(context.Settings);
        var device = new Device(context.Settings.Device);
        var clock = Stopwatch.StartNew();
        var circles = TrainCircles(context, settings.Manifold, device);
        context.Metrics.Set("wall_s.mdf", clock.Elapsed.TotalSeconds);
        context.Metrics.Set("mdf.attempts", circles.Sum(circle => circle.Attempts));
        try
        {
            using var both = new TwoClusters(circles[0].Model, circles[1].Model);
            using var energy = new TwoCirclesEnergy(context.Settings.Seed, device: device);
            using var model = new TwoClustersModel(both, energy);
            using var points = context.Data.ToTensor(device: device);
            EnergyTraining.Run(context, both, energy, points, null, settings.Box, settings.Likelihood!);
            context.Metrics.Set("wall_s.total", context.Metrics.Number("wall_s.mdf") + context.Metrics.Number("wall_s.ebm"));
            Checkpoint.Save(model, context.FileAt("model.safetensors"));
            var learned = new ExperimentRun(context, settings).Compare(model, Truth, context.Data);
            panels.Add(figures.Learned(model, context.Data));
            return learned.Drawn;
        }
        finally
        {
            foreach (var circle in circles)
                circle.Model.Dispose();
        }
    }

    private static IReadOnlyList<ClosedManifold<TwoCirclesManifold>> TrainCircles(
        RunContext context, ManifoldSettings settings, Device device)
    {
        var options = new ClosedManifoldOptions(settings.TopologyBox)
        {
            Training = settings.Training,
            Attempts = settings.Attempts,
            CellsPerAxis = 100,
            // Data leave gaps narrower than this on a circle of theirs.
            Reach = 0.75,
        };
        using var stage = context.Display.Begin("manifold", settings.Training.Epochs);
        return new ClosedManifoldTrainer(options).TrainEach(
            seed => new TwoCirclesManifold(seed, device: device),
            SingleLinkage.Clusters(context.Data, count: 2),
            new AttemptProgress(context, "manifold", stage),
            context.Cancellation);
    }

    private static DrawnModel RunAmbient(RunContext context) => new AmbientRun(context, Ambient).Run(
        (seed, device) => new TwoCirclesAmbientEnergy(seed, device: device), context.Data, Truth);

    private static DrawnModel RunPushforward(RunContext context) =>
        new PushforwardRun(context, Pushforward.For(context.Settings)).Run(
            (seed, device) => new TwoCirclesPushforward(seed, device: device),
            model => (model.TwoCirclesEncoder, model.TwoCirclesDecoder, model.TwoCirclesCodeEnergy),
            context.Data,
            Truth);
}
