using DslManifolds.Geometry;
using DslManifolds.Samples.Commands;
using DslManifolds.Samples.Data;
using DslManifolds.Samples.Plotting;
using DslManifolds.Training;

namespace DslManifolds.Samples.Experiments;

/// <summary>F of Fig. 7: ℝ³ → ℝ, two hidden layers of 8.</summary>
[Manifold(Ambient = 3, Dimension = 2)]
[Mlp(8, 8)]
public sealed partial class GlycineManifold;

/// <summary>E of Fig. 7: ℝ³ → ℝ, two hidden layers of 32.</summary>
[Energy(Ambient = 3)]
[Mlp(32, 32)]
public sealed partial class GlycineEnergy;

/// <summary>The model of Fig. 7.</summary>
[ConstrainedModel(typeof(GlycineManifold), typeof(GlycineEnergy))]
public sealed partial class GlycineModel;

/// <summary>
/// Fig. 7: pairs of dihedral angles of glycine, from a file, as points of a torus. The data leave most of it empty, and at these
/// settings the torus comes out in some runs only, as in the paper; hence a single attempt, which shows what there is.
/// </summary>
internal sealed class Glycine : Experiment
{
    /// <summary>Settings of the paper.</summary>
    public static ConstrainedSettings Settings { get; } = Create(new Box([-4.1, -4.1, -2.7], [4.1, 4.1, 2.7]));

    /// <summary>Where the figures are seen from: the side that has most data, and the other.</summary>
    public static IReadOnlyList<SurfacePanels> Views { get; } = [new(new(38, 110), 4.3), new(new(38, -70), 4.3)];

    private static readonly EmbeddedTorus Torus = new();

    public override string Name => "glycine";

    public override string Figure => "Fig. 7";

    public override string Summary => "dihedral angles of glycine on a torus";

    public override IReadOnlyList<PointFormat> Formats => [PointFormat.Angles];

    public override void Run(RunContext context)
    {
        var run = new ExperimentRun(context, Settings.For(context.Settings));
        run.Begin();
        var split = DataSplit.From(context.Data, context.Settings.Seed);
        using var model = run.Train(
            (seed, device) => new GlycineModel(seed, device: device),
            learning => (learning.GlycineManifold, learning.GlycineEnergy),
            split.Train);
        var learned = run.Compare(model, Torus, split);
        ManifoldMetrics.AddShape(context, "is_torus", eulerCharacteristic: 0);
        var figure = new Figure([.. Views.Select(view => new Panel[]
        {
            view.Points("Glycine angles", EmbeddedTorus.Mesh, context.Data),
            view.Density("Constrained EBM", learned.Density),
            view.Points("Samples of the constrained EBM", learned.Density.Mesh, learned.Samples),
        })]);
        context.Save(figure, "figure-7.png", "Fig. 7. Pairs of angles; the learned density; samples of the model; from two sides.");
        context.Record.Add(Views[0].Scene("Constrained EBM", learned).AddPoints("data", context.Data, Ink.DataOverDensity));
        run.End();
    }

    protected override PointSet LoadData(RunSettings settings) => settings.DataFile!.Read(Formats[0], FewestRows);

    private static ConstrainedSettings Create(Box box) => new(
        new(new ManifoldTrainerOptions { Epochs = 500, BatchSize = 100, MinSingularValue = 0.3, RankWeight = 1 }, box, MeshCells: 72)
        {
            Attempts = 1,
        },
        new EnergyTrainerOptions(box)
        {
            Rounds = [new(10, 5), new(10, 10)],
            BatchSize = 100,
            Sampler = new() { NoiseScale = 0.1, GradientClamp = 0.03 },
            EnergyWeight = 1,
            AveragedShare = 0.25,
        });
}
