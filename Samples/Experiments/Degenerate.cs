using DslManifolds.Checkpoints;
using DslManifolds.Geometry;
using DslManifolds.Samples.Commands;
using DslManifolds.Samples.Plotting;
using DslManifolds.Training;
using static TorchSharp.torch;

namespace DslManifolds.Samples.Experiments;

/// <summary>
/// Fig. 3: what becomes of the circle's manifold-defining function when nothing keeps its Jacobian away from 0, and the cure. Without
/// the rank regularizer (α = 0) F may be flat: its loss is small wherever F is nearly constant.
/// </summary>
internal sealed class Degenerate : Experiment
{
    private const double HalfWidth = 1.5;

    private static readonly ManifoldSettings Plain = new(
        new ManifoldTrainerOptions { Epochs = 100, BatchSize = 100, RankWeight = 0 }, Box.Cube(2, HalfWidth), MeshCells: 400)
    {
        // What comes out is what there is to be seen.
        Attempts = 1,
    };

    private static readonly ManifoldSettings Regularized =
        Plain with { Training = Plain.Training with { MinSingularValue = 1, RankWeight = 1 }, Attempts = 4 };

    private static readonly CirclesTruth Truth = new(concentration: 2, (Centre: 0, Mode: 0));

    public override string Name => "degenerate";

    public override string Figure => "Fig. 3";

    public override string Summary => "the circle without the rank regularizer, and with it";

    public override IReadOnlyList<string> SourceFiles => ["Circle.cs", "Degenerate.cs"];

    public override void Run(RunContext context)
    {
        RunKeys.Set(context);
        var figures = new PlaneFigures(HalfWidth, new Device(context.Settings.Device));
        var panels = new List<Panel> { figures.Points("Data", context.Data) };
        foreach (var (part, title, settings) in new[]
        {
            ("plain", "F without regularization", Plain), ("regularized", "F with regularization", Regularized),
        })
        {
            using var manifold = Train(context.Part(part), settings.For(context.Settings));
            Checkpoint.Save(manifold, context.Files.FileAt($"{part}.safetensors"));
            panels.Add(figures.Function(title, manifold));
        }
        context.Save(
            new Figure([.. panels]), "figure-3.png", "Fig. 3. Data; F learned without the rank regularizer, and with it; zero sets in black.");
        RunKeys.End(context);
    }

    protected override PointSet LoadData(RunSettings settings) => Truth.Data(settings.Seed);

    private static CircleManifold Train(RunContext context, ManifoldSettings settings)
    {
        var device = new Device(context.Settings.Device);
        using var points = context.Data.ToTensor(device: device);
        var manifold = ManifoldTraining.Run(
            context, (seed, on) => new CircleManifold(seed, device: on), learning => learning, points, settings);
        ManifoldMetrics.AddSingularValue(context, manifold, context.Data, device);
        ManifoldMetrics.AddTopology(context, manifold, settings, device);
        ManifoldMetrics.AddShape(context, "is_circle", eulerCharacteristic: 0);
        var mesh = LearnedMesh.Extract(manifold, settings.Box, settings.MeshCells, device);
        if (mesh.SimplexCount > 0)
        {
            ManifoldMetrics.AddDistances(context, ProjectedPoints.Of(Truth.HeldOut(context.Settings.Seed).First, manifold, mesh, device));
            ManifoldMetrics.AddHausdorff(context, Truth.Hausdorff(mesh));
        }
        return manifold;
    }
}
