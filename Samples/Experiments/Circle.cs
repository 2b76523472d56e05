using DslManifolds.Geometry;
using DslManifolds.Samples.Commands;
using DslManifolds.Samples.Plotting;
using DslManifolds.Training;
using static TorchSharp.torch;

namespace DslManifolds.Samples.Experiments;

/// <summary>F of Fig. 1: ℝ² → ℝ, three hidden layers of 8.</summary>
[Manifold(Ambient = 2, Dimension = 1)]
[Mlp(8, 8, 8)]
public sealed partial class CircleManifold;

/// <summary>E of Fig. 1: ℝ² → ℝ, two hidden layers of 32.</summary>
[Energy(Ambient = 2)]
[Mlp(32, 32)]
public sealed partial class CircleEnergy;

/// <summary>The model of Fig. 2.</summary>
[ConstrainedModel(typeof(CircleManifold), typeof(CircleEnergy))]
public sealed partial class CircleModel;

/// <summary>g of Fig. 2: ℝ² → ℝ, three hidden layers of 32.</summary>
[Encoder(Ambient = 2, Latent = 1)]
[Mlp(32, 32, 32)]
public sealed partial class CircleEncoder;

/// <summary>f of Fig. 2: ℝ → ℝ², three hidden layers of 32.</summary>
[Decoder(Latent = 1, Ambient = 2)]
[Mlp(32, 32, 32)]
public sealed partial class CircleDecoder;

/// <summary>E of codes of Fig. 2: ℝ → ℝ, three hidden layers of 32.</summary>
[Energy(Ambient = 1)]
[Mlp(32, 32, 32)]
public sealed partial class CircleCodeEnergy;

/// <summary>The pushforward model of Fig. 2.</summary>
[PushforwardModel(typeof(CircleEncoder), typeof(CircleDecoder), typeof(CircleCodeEnergy))]
public sealed partial class CirclePushforward;

/// <summary>Fig. 1 and 2: 1,000 points from a von Mises distribution on the unit circle, concentration 2, mode (1, 0).</summary>
internal sealed class Circle : Experiment
{
    private const double HalfWidth = 1.5;

    private static readonly Box Box = Box.Cube(2, HalfWidth);

    private static readonly ConstrainedSettings Paper = new(
        new(new ManifoldTrainerOptions { Epochs = 100, BatchSize = 100, MinSingularValue = 1, RankWeight = 1 }, Box, MeshCells: 400),
        new EnergyTrainerOptions(Box)
        {
            Rounds = [new LangevinRound(Epochs: 40, Steps: 10)],
            BatchSize = 100,
            Sampler = new() { NoiseScale = 0.3, StepSize = 1, GradientClamp = 0.1 },
            EnergyWeight = 0.1,
            AveragedShare = 0.25,
        });

    // The border hinge is not for this one: with three of five seeds the curve then ran through the gap in the data at a distance.
    private static readonly ConstrainedSettings Tuned = Paper with
    {
        Manifold = Paper.Manifold with
        {
            Training = Paper.Manifold.Training with { LearningRate = 0.02, Schedule = LearningRateSchedule.Cosine },
        },
        Likelihood = new(new QuadratureTrainerOptions { Epochs = 10, Nodes = 200, LearningRate = 0.005 }, MeshCells: 100),
    };

    private static readonly PushforwardSettings Pushforward =
        new(new AutoencoderTrainerOptions { Epochs = 300, BatchSize = 100 }, PushforwardSettings.PaperEnergy(epochs: 200), MeshCells: 4000);

    private static readonly CirclesTruth Truth = new(concentration: 2, (Centre: 0, Mode: 0));

    public override string Name => "circle";

    public override string Figure => "Fig. 1, 2";

    public override string Summary => "von Mises data on a circle";

    public override IReadOnlyList<Preset> Presets => BothPresets;

    public override IReadOnlyList<ModelKind> Models => [ModelKind.Constrained, ModelKind.Pushforward];

    public override void Run(RunContext context)
    {
        RunKeys.Set(context);
        var figures = new PlaneFigures(HalfWidth, new Device(context.Settings.Device));
        var models = context.Settings.Models.Select(kind => kind == ModelKind.Constrained
            ? RunConstrained(context.Of(kind), figures)
            : RunPushforward(context.Of(kind))).ToArray();
        context.Save(
            new Figure(figures.Densities(Truth, context.Data, models)),
            "figure-2.png",
            "Fig. 2. The true density; the learned one to the same scale; samples of the model.");
        foreach (var model in models)
            context.Record.Add(figures.Scene(model, context.Data));
        RunKeys.End(context);
    }

    protected override PointSet LoadData(RunSettings settings) => Truth.Data(settings.Seed);

    private static DrawnMesh RunConstrained(RunContext context, PlaneFigures figures)
    {
        var run = new ExperimentRun(context, context.Settings.Choose(Paper, Tuned).For(context.Settings));
        using var model = run.Train(
            (seed, device) => new CircleModel(seed, device: device),
            learning => (learning.CircleManifold, learning.CircleEnergy),
            context.Data);
        var learned = run.Compare(model, Truth, context.Data);
        context.Save(
            new Figure(figures.Learned(model, context.Data)),
            "figure-1.png",
            "Fig. 1. Data; the learned function F with its zero set; the learned energy.");
        return learned.Drawn;
    }

    private static DrawnMesh RunPushforward(RunContext context) =>
        new PushforwardRun(context, Pushforward.For(context.Settings)).Run(
            (seed, device) => new CirclePushforward(seed, device: device),
            model => (model.CircleEncoder, model.CircleDecoder, model.CircleCodeEnergy),
            context.Data,
            Truth);
}
