using DslManifolds.Geometry;
using DslManifolds.Samples.Commands;
using DslManifolds.Samples.Data;
using DslManifolds.Samples.Plotting;
using DslManifolds.Samples.Reports;
using DslManifolds.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Samples.Experiments;

/// <summary>F of a curve in the plane: ℝ² → ℝ, three hidden layers of 16.</summary>
[Manifold(Ambient = 2, Dimension = 1)]
[Mlp(16, 16, 16)]
public sealed partial class PlaneCurve;

/// <summary>E on it: ℝ² → ℝ, three hidden layers of 32.</summary>
[Energy(Ambient = 2)]
[Mlp(32, 32, 32)]
public sealed partial class PlaneCurveEnergy;

/// <summary>A density on a curve in the plane.</summary>
[ConstrainedModel(typeof(PlaneCurve), typeof(PlaneCurveEnergy))]
public sealed partial class PlaneCurveModel;

/// <summary>F of a surface in space: ℝ³ → ℝ, three hidden layers of 16.</summary>
[Manifold(Ambient = 3, Dimension = 2)]
[Mlp(16, 16, 16)]
public sealed partial class SpaceSurface;

/// <summary>E on it: ℝ³ → ℝ, three hidden layers of 32.</summary>
[Energy(Ambient = 3)]
[Mlp(32, 32, 32)]
public sealed partial class SpaceSurfaceEnergy;

/// <summary>A density on a surface in space.</summary>
[ConstrainedModel(typeof(SpaceSurface), typeof(SpaceSurfaceEnergy))]
public sealed partial class SpaceSurfaceModel;

/// <summary>
/// Any points of the plane or of space, from a file: a curve or a surface, and a density on it. The model lives in the coordinates
/// of <see cref="Standardization"/>; samples, distances and the likelihood are in those of the file.
/// </summary>
internal sealed class AnyPoints : Experiment
{
    private const double HalfWidth = 1.5;
    private const int BatchSize = 100;

    // However many points there are.
    private const int ManifoldSteps = 10_000;
    private const int EnergySteps = 1_500;

    private static readonly SurfacePanels[] Views = [new(new(25, 40), 1.7), new(new(25, -140), 1.7)];

    public override string Name => "points";

    public override string Figure => "none";

    public override string Summary => "any points of the plane or of space: a curve or a surface, and a density on it";

    public override IReadOnlyList<PointFormat> Formats => [PointFormat.Points, PointFormat.LatLon, PointFormat.Angles];

    public override void Run(RunContext context)
    {
        if (context.Data.Dimension == 2)
        {
            Learn(
                context,
                (seed, device) => new PlaneCurveModel(seed, device: device),
                model => (model.PlaneCurve, model.PlaneCurveEnergy));
        }
        else
        {
            Learn(
                context,
                (seed, device) => new SpaceSurfaceModel(seed, device: device),
                model => (model.SpaceSurface, model.SpaceSurfaceEnergy));
        }
    }

    protected override PointSet LoadData(RunSettings settings)
    {
        var points = settings.DataFile!.Read(Formats[0], FewestRows);
        _ = new Standardization(points);
        return points;
    }

    private static void Learn<TModel, TManifold, TEnergy>(
        RunContext context,
        Func<long, Device, TModel> start,
        Func<TModel, (TManifold Manifold, TEnergy Energy)> parts)
        where TModel : nn.Module, IConstrainedModel
        where TManifold : nn.Module, IManifold
        where TEnergy : nn.Module, IEnergy
    {
        var standard = new Standardization(context.Data);
        var split = DataSplit.From(context.Data, context.Settings.Seed);
        var (train, test) = (standard.Apply(split.Train), standard.Apply(split.Test));
        var settings = Settings(context.Data.Dimension, train.Count).For(context.Settings);
        var run = new ExperimentRun(context, settings);
        RunKeys.Set(context);
        context.Metrics.Set("data.scale", standard.Scale);
        for (var axis = 0; axis < context.Data.Dimension; axis++)
            context.Metrics.Set($"data.centre.{axis + 1}", standard.Centre[axis]);
        using var model = run.Train(start, parts, train, standard.Apply(split.Validation));
        var density = run.Measure(model, train);
        var closest = ProjectedPoints.Of(test, model, density.Mesh, run.Device);
        ManifoldMetrics.AddDistances(context, closest with { Distances = [.. closest.Distances.Select(z => standard.Scale * z)] });
        HeldOutLikelihood.Add(context, density, closest, density.Mesh.Dimension * Math.Log(standard.Scale));
        var samples = SampleMetrics.Draw(context, model, density.Mesh, settings, run.Device);
        var drawn = standard.Undo(samples);
        SampleMetrics.AddWasserstein(context, drawn, split.Test, split.Validation);
        SamplesWriter.Write(context.Files.FileAt("samples.csv"), drawn);
        Picture(context, model, standard.Apply(context.Data), new LearnedPart(density, samples), run.Device);
        RunKeys.End(context);
    }

    // The recipes that work best for closed curves and surfaces: those of --preset tuned elsewhere.
    private static ConstrainedSettings Settings(int dimension, int count)
    {
        var (box, steps) = (Box.Cube(dimension, HalfWidth), (count + BatchSize - 1) / BatchSize);
        var (cells, coarse, nodes) = dimension == 2 ? (400, 150, 300) : (72, 40, 1000);
        var epochs = 1 + ManifoldSteps / steps;
        var manifold = new ManifoldSettings(new ManifoldTrainerOptions { Epochs = epochs, BatchSize = BatchSize }, box, cells);
        // A curve with the hinge may run through a gap in the data at a distance.
        return new(dimension == 2 ? manifold : manifold.Tuned(epochs), new EnergyTrainerOptions(box))
        {
            Likelihood = new(
                new QuadratureTrainerOptions { Epochs = 1 + EnergySteps / steps, BatchSize = BatchSize, Nodes = nodes }, coarse),
        };
    }

    private static void Picture(RunContext context, IConstrainedModel model, PointSet data, LearnedPart learned, Device device)
    {
        const string File = "figure.png";
        if (data.Dimension == 2)
        {
            var figures = new PlaneFigures(HalfWidth, device);
            context.Save(
                new Figure(figures.Learned(model, data), figures.Densities(learned.Drawn)),
                File,
                "Data, the learned function F, the learned energy; the learned density, samples of the model.");
            context.Record.Add(figures.Scene(learned.Drawn, data));
            return;
        }
        var figure = new Figure([.. Views.Select(view => new Panel[]
        {
            view.Points("Data", learned.Density.Mesh, data),
            view.Density("Constrained EBM", learned.Density),
            view.Points("Samples of the constrained EBM", learned.Density.Mesh, learned.Samples),
        })]);
        context.Save(figure, File, "Data; the learned density; samples of the model; from two sides.");
        context.Record.Add(Views[0].Scene("Constrained EBM", learned).AddPoints("data", data, Ink.DataOverDensity));
    }
}
