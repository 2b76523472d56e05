using DslManifolds.Geometry;
using DslManifolds.Samples.Commands;
using DslManifolds.Samples.Data;
using DslManifolds.Samples.Plotting;
using static TorchSharp.torch;

namespace DslManifolds.Samples.Experiments;

/// <summary>
/// Fig. 8: the models of Fig. 7 at growing η, the least singular value of the Jacobian that draws no penalty. Over several seeds
/// the mean of <c>eta-X.is_torus</c> is the share of runs in which the torus comes out.
/// </summary>
internal sealed class EtaSweep : Experiment
{
    private static readonly double[] Values = [0.3, 1, 2, 3, 5];

    private static readonly EmbeddedTorus Torus = new();

    public override string Name => "eta-sweep";

    public override string Figure => "Fig. 8";

    public override string Summary => "how often the torus of glycine comes out, by the regularizer's threshold";

    public override IReadOnlyList<PointFormat> Formats => [PointFormat.Angles];

    public override IReadOnlyList<string> SourceFiles => ["Glycine.cs", "EtaSweep.cs"];

    public override int DefaultSeeds => 5;

    public override void Run(RunContext context)
    {
        RunKeys.Set(context);
        var split = DataSplit.From(context.Data, context.Settings.Seed);
        var models = Array.ConvertAll(Values, eta => Train(context.Part(FormattableString.Invariant($"eta-{eta}")), eta, split));
        Picture(context, [.. models.Select(model => model.Density)]);
        foreach (var (model, _) in models)
            model.Dispose();
        RunKeys.End(context);
    }

    protected override PointSet LoadData(RunSettings settings) => settings.DataFile!.Read(Formats[0], FewestRows);

    // All densities to one scale; where there is no zero set there is nothing to draw.
    private static void Picture(RunContext context, LearnedDensity?[] densities)
    {
        var view = Glycine.Views[0];
        var scale = SurfacePanels.Scale([.. densities.OfType<LearnedDensity>()]);
        var titles = Array.ConvertAll(Values, eta => FormattableString.Invariant($"η = {eta}"));
        var panels = titles.Zip(densities, (title, density) =>
            density is null ? view.Empty($"{title}: no zero set") : view.Density(title, density, scale));
        context.Save(new Figure([.. panels]), "figure-8.png", "Fig. 8. The learned density at growing η, all to one scale.");
        foreach (var (title, density) in titles.Zip(densities))
        {
            if (density is not null)
                context.Record.Add(view.Scene(title, density, scale));
        }
    }

    private static (GlycineModel Model, LearnedDensity? Density) Train(RunContext context, double eta, DataSplit split)
    {
        var paper = Glycine.Settings;
        var settings = (paper with
        {
            Manifold = paper.Manifold with
            {
                Training = paper.Manifold.Training with { MinSingularValue = eta },
                // What comes out is what there is to be counted.
                Attempts = 1,
            },
        }).For(context.Settings);
        var device = new Device(context.Settings.Device);
        using var points = split.Train.ToTensor(device: device);
        var model = ManifoldTraining.Run(
            context,
            (seed, on) => new GlycineModel(seed, device: on),
            learning => learning.GlycineManifold,
            points,
            settings.Manifold);
        ManifoldMetrics.AddTopology(context, model, settings.Manifold, device);
        ManifoldMetrics.AddShape(context, "is_torus", eulerCharacteristic: 0);
        ManifoldMetrics.AddSingularValue(context, model, split.Train, device);
        var mesh = LearnedMesh.Extract(model, settings.Box, settings.Manifold.MeshCells, device);
        if (mesh.SimplexCount == 0)
            return (model, null);
        EnergyTraining.Run(context, model.GlycineManifold, model.GlycineEnergy, points, settings.Energy);
        var density = new LearnedDensity(model, mesh, device);
        ManifoldMetrics.AddDistances(context, ProjectedPoints.Of(split.Test, model, mesh, device));
        ManifoldMetrics.AddHausdorff(context, Torus.Hausdorff(mesh));
        return (model, density);
    }
}
