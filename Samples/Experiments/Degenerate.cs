using DslManifolds.Checkpoints;
using DslManifolds.Geometry;
using DslManifolds.Samples.Commands;
using DslManifolds.Samples.Plotting;
using DslManifolds.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Samples.Experiments;

/// <summary>F of Fig. 3 as the left inverse of an injective flow: four couplings, whose Jacobian has full rank by construction.</summary>
[Manifold(Ambient = 2, Dimension = 1)]
[CouplingFlow(8, 8)]
public sealed partial class CircleFlow;

/// <summary>
/// Fig. 3: what becomes of the circle's manifold-defining function when nothing keeps its Jacobian away from 0, and the cure. Without
/// the rank regularizer (α = 0) F may be flat: its loss is small wherever F is nearly constant. Full rank by construction does not help.
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
        Learn(
            context, "plain", "F without regularization", Plain, (seed, device) => new CircleManifold(seed, device: device), figures, panels);
        Learn(context, "flow", "F of an injective flow", Plain, (seed, device) => new CircleFlow(seed, device: device), figures, panels);
        Learn(
            context,
            "regularized",
            "F with regularization",
            Regularized,
            (seed, device) => new CircleManifold(seed, device: device),
            figures,
            panels);
        context.Save(
            new Figure([.. panels]),
            "figure-3.png",
            "Fig. 3. Data; F without the rank regularizer, as a net and as a flow; F with it; zero sets in black.");
        RunKeys.End(context);
    }

    protected override PointSet LoadData(RunSettings settings) => Truth.Data(settings.Seed);

    private static void Learn<TManifold>(
        RunContext whole,
        string part,
        string title,
        ManifoldSettings settings,
        Func<long, Device, TManifold> start,
        PlaneFigures figures,
        List<Panel> panels)
        where TManifold : nn.Module, IManifold
    {
        var context = whole.Part(part);
        var device = new Device(context.Settings.Device);
        using var points = context.Data.ToTensor(device: device);
        settings = settings.For(context.Settings);
        using var manifold = ManifoldTraining.Run(context, start, learning => learning, points, settings);
        Checkpoint.Save(manifold, context.Files.FileAt($"{part}.safetensors"));
        ManifoldMetrics.AddSingularValue(context, manifold, context.Data, device);
        ManifoldMetrics.AddTopology(context, manifold, settings, device);
        ManifoldMetrics.AddShape(context, "is_circle", eulerCharacteristic: 0);
        var mesh = LearnedMesh.Extract(manifold, settings.Box, settings.MeshCells, device);
        if (mesh.SimplexCount > 0)
        {
            ManifoldMetrics.AddDistances(context, ProjectedPoints.Of(Truth.HeldOut(context.Settings.Seed).First, manifold, mesh, device));
            ManifoldMetrics.AddHausdorff(context, Truth.Hausdorff(mesh));
        }
        panels.Add(figures.Function(title, manifold));
    }
}
