using DslManifolds.Geometry;
using DslManifolds.Samples.Commands;
using DslManifolds.Samples.Data;
using DslManifolds.Samples.Plotting;
using DslManifolds.Training;
using SkiaSharp;
using static TorchSharp.torch;

namespace DslManifolds.Samples.Experiments;

/// <summary>F of Fig. 6: ℝ³ → ℝ, three hidden layers of 8.</summary>
[Manifold(Ambient = 3, Dimension = 2)]
[Mlp(8, 8, 8)]
public sealed partial class FloodManifold;

/// <summary>E of Fig. 6: ℝ³ → ℝ, four hidden layers of 32.</summary>
[Energy(Ambient = 3)]
[Mlp(32, 32, 32, 32)]
public sealed partial class FloodEnergy;

/// <summary>The model of Fig. 6.</summary>
[ConstrainedModel(typeof(FloodManifold), typeof(FloodEnergy))]
public sealed partial class FloodModel;

/// <summary>
/// E of the tuned model: ℝ³ → ℝ, two hidden layers of 64 sines, which follow coasts more finely than SiLU with as many parameters.
/// </summary>
[Energy(Ambient = 3)]
[Mlp(64, 64, Activation = Activation.Sine)]
public sealed partial class TunedFloodEnergy;

/// <summary>The tuned model.</summary>
[ConstrainedModel(typeof(FloodManifold), typeof(TunedFloodEnergy))]
public sealed partial class TunedFloodModel;

/// <summary>g of Fig. 6: ℝ³ → ℝ², four hidden layers of 32.</summary>
[Encoder(Ambient = 3, Latent = 2)]
[Mlp(32, 32, 32, 32)]
public sealed partial class FloodEncoder;

/// <summary>f of Fig. 6: ℝ² → ℝ³, four hidden layers of 32.</summary>
[Decoder(Latent = 2, Ambient = 3)]
[Mlp(32, 32, 32, 32)]
public sealed partial class FloodDecoder;

/// <summary>E of codes of Fig. 6: ℝ² → ℝ, four hidden layers of 32.</summary>
[Energy(Ambient = 2)]
[Mlp(32, 32, 32, 32)]
public sealed partial class FloodCodeEnergy;

/// <summary>The pushforward model of Fig. 6.</summary>
[PushforwardModel(typeof(FloodEncoder), typeof(FloodDecoder), typeof(FloodCodeEnergy))]
public sealed partial class FloodPushforward;

/// <summary>Fig. 6: places of large floods on Earth, from a file, as points of the unit sphere.</summary>
internal sealed class Floods : Experiment
{
    private static readonly Box Box = Box.Cube(3, 1.3);

    private static readonly UnitSphere Earth = new();

    private static readonly ConstrainedSettings Paper = new(
        new(new ManifoldTrainerOptions { Epochs = 500, BatchSize = 100, MinSingularValue = 1, RankWeight = 2 }, Box, MeshCells: 72),
        new EnergyTrainerOptions(Box)
        {
            Rounds = [new(10, 5), new(10, 10), new(10, 20), new(10, 40)],
            BatchSize = 100,
            Sampler = new() { NoiseScale = 0.1, GradientClamp = 0.03 },
            EnergyWeight = 1,
            AveragedShare = 0.25,
        });

    private static readonly ConstrainedSettings Tuned = Paper with
    {
        Manifold = Paper.Manifold.Tuned(epochs: 1000),
        Likelihood = new(
            new QuadratureTrainerOptions { Epochs = 40, BatchSize = 200, Nodes = 3000, LearningRate = 0.01, FirstLayerScale = 32 },
            MeshCells: 40),
    };

    private static readonly PushforwardSettings Pushforward =
        new(new AutoencoderTrainerOptions { Epochs = 500, BatchSize = 100 }, PushforwardSettings.PaperEnergy(epochs: 50), MeshCells: 150);

    private static readonly GlobeView[] Views = [new(15, 20), new(15, -100)];

    public override string Name => "floods";

    public override string Figure => "Fig. 6";

    public override string Summary => "places of large floods on Earth";

    public override IReadOnlyList<PointFormat> Formats => [PointFormat.LatLon];

    public override IReadOnlyList<Preset> Presets => BothPresets;

    public override IReadOnlyList<ModelKind> Models => [ModelKind.Constrained, ModelKind.Pushforward];

    public override void Run(RunContext context)
    {
        RunKeys.Set(context);
        var split = DataSplit.From(context.Data, context.Settings.Seed);
        var models = context.Settings.Models.Select(kind => kind == ModelKind.Constrained
            ? RunConstrained(context.Of(kind), split)
            : RunPushforward(context.Of(kind), split)).ToArray();
        SaveFigure(context, models);
        RunKeys.End(context);
    }

    protected override PointSet LoadData(RunSettings settings) => settings.DataFile!.Read(Formats[0], FewestRows);

    private static DrawnMesh RunConstrained(RunContext context, DataSplit split) => context.Settings.Preset == Preset.Tuned
        ? RunConstrained(
            context,
            split,
            Tuned,
            (seed, device) => new TunedFloodModel(seed, device: device),
            model => (model.FloodManifold, model.TunedFloodEnergy))
        : RunConstrained(
            context,
            split,
            Paper,
            (seed, device) => new FloodModel(seed, device: device),
            model => (model.FloodManifold, model.FloodEnergy));

    private static DrawnMesh RunConstrained<TModel, TEnergy>(
        RunContext context,
        DataSplit split,
        ConstrainedSettings settings,
        Func<long, Device, TModel> start,
        Func<TModel, (FloodManifold Manifold, TEnergy Energy)> parts)
        where TModel : nn.Module, IConstrainedModel
        where TEnergy : nn.Module, IEnergy
    {
        var run = new ExperimentRun(context, settings.For(context.Settings));
        using var model = run.Train(start, parts, split.Train, split.Validation);
        var learned = run.Compare(model, Earth, split);
        var (drawn, mesh) = (learned.Drawn, learned.Density.ScreenMesh());
        context.Record.Add(new Scene(drawn.Title, 3, 1.2) { View = Views[0] }
            .AddMesh("density", mesh, learned.Density.Density(mesh.Vertices), SurfaceFigure.Scale([drawn]))
            .AddPoints("data", context.Data, Ink.DataOverDensity)
            .AddPoints("samples", learned.Samples, Ink.SamplesOverDensity, isShown: false));
        return drawn;
    }

    private static DrawnMesh RunPushforward(RunContext context, DataSplit split) =>
        new PushforwardRun(context, Pushforward.For(context.Settings)).Run(
            (seed, device) => new FloodPushforward(seed, device: device),
            model => (model.FloodEncoder, model.FloodDecoder, model.FloodCodeEnergy),
            split,
            Earth);

    private static void SaveFigure(RunContext context, DrawnMesh[] models)
    {
        var scale = SurfaceFigure.Scale(models);
        var (gray, white) = (Ink.Axis.WithAlpha(90), SKColors.White.WithAlpha(120));
        var figure = new Figure([.. Views.Select(view => new Panel[]
        {
            new GlobePanel("Floods", view).AddBall().AddGraticule(gray).AddPoints(context.Data, Ink.Data),
        }.Concat(models.SelectMany(model => new Panel[]
        {
            new GlobePanel(model.Title, view) { Scale = scale }.AddSurface(model.Mesh, model.Shown, scale).AddGraticule(white),
            new GlobePanel($"Samples of the {model.Name}", view).AddBall().AddGraticule(gray).AddPoints(model.Samples, Ink.Data),
        })).ToArray())]);
        context.Save(figure, "figure-6.png", "Fig. 6. Places of floods; the learned density; samples of the model; from two sides.");
    }
}
