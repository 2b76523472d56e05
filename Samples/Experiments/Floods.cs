using DslManifolds.Geometry;
using DslManifolds.Samples.Commands;
using DslManifolds.Samples.Data;
using DslManifolds.Samples.Plotting;
using DslManifolds.Training;
using SkiaSharp;

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

/// <summary>Fig. 6: places of large floods on Earth, from a file, as points of the unit sphere.</summary>
internal sealed class Floods : Experiment
{
    private static readonly Box Box = Box.Cube(3, 1.3);

    private static readonly UnitSphere Earth = new();

    private static readonly ConstrainedSettings Settings = new(
        new(new ManifoldTrainerOptions { Epochs = 500, BatchSize = 100, MinSingularValue = 1, RankWeight = 2 }, Box, MeshCells: 72),
        new EnergyTrainerOptions(Box)
        {
            Rounds = [new(10, 5), new(10, 10), new(10, 20), new(10, 40)],
            BatchSize = 100,
            Sampler = new() { NoiseScale = 0.1, GradientClamp = 0.03 },
            EnergyWeight = 1,
            AveragedShare = 0.25,
        });

    private static readonly GlobeView[] Views = [new(15, 20), new(15, -100)];

    public override string Name => "floods";

    public override string Figure => "Fig. 6";

    public override string Summary => "places of large floods on Earth";

    public override IReadOnlyList<PointFormat> Formats => [PointFormat.LatLon];

    public override void Run(RunContext context)
    {
        var settings = Settings.For(context.Settings);
        var run = new ExperimentRun(context, settings);
        run.Begin();
        var split = DataSplit.From(context.Data, context.Settings.Seed);
        using var model = run.Train(
            (seed, device) => new FloodModel(seed, device: device),
            learning => (learning.FloodManifold, learning.FloodEnergy),
            split.Train);
        var learned = run.Compare(model, Earth, split);
        SaveFigure(context, learned.Density, learned.Samples);
        run.End();
    }

    protected override PointSet LoadData(RunSettings settings) => settings.DataFile!.Read(Formats[0], FewestRows);

    private static void SaveFigure(RunContext context, LearnedDensity density, PointSet samples)
    {
        var values = density.Density(density.Mesh.Vertices);
        var scale = ColorScale.FromZero(ColorMaps.Density, "density", values);
        var (gray, white) = (Ink.Axis.WithAlpha(90), SKColors.White.WithAlpha(120));
        var figure = new Figure([.. Views.Select(view => new Panel[]
        {
            new GlobePanel("Floods", view).AddBall().AddGraticule(gray).AddPoints(context.Data, Ink.Data),
            new GlobePanel("Constrained EBM", view) { Scale = scale }.AddSurface(density.Mesh, values, scale).AddGraticule(white),
            new GlobePanel("Samples of the constrained EBM", view).AddBall().AddGraticule(gray).AddPoints(samples, Ink.Data),
        })]);
        context.Save(figure, "figure-6.png", "Fig. 6. Places of floods, the learned density, samples of the model; from two sides.");
        var mesh = density.ScreenMesh();
        context.Record.Add(new Scene("Constrained EBM", 3, 1.2) { View = Views[0] }
            .AddMesh("density", mesh, density.Density(mesh.Vertices), scale)
            .AddPoints("data", context.Data, Ink.DataOverDensity)
            .AddPoints("samples", samples, Ink.SamplesOverDensity, isShown: false));
    }
}
