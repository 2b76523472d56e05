using DslManifolds.Geometry;
using DslManifolds.Samples.Commands;
using DslManifolds.Samples.Data;
using DslManifolds.Samples.Plotting;
using DslManifolds.Training;

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

/// <summary>Fig. 1 and 2: 1,000 points from a von Mises distribution on the unit circle, concentration 2, mode (1, 0).</summary>
internal sealed class Circle : Experiment
{
    private const int Points = 1000;
    private const double HalfWidth = 1.5;

    private static readonly VonMises Truth = new(concentration: 2);

    private static readonly ConstrainedSettings Settings = new(
        new ManifoldTrainerOptions { Epochs = 100, BatchSize = 100, MinSingularValue = 1, RankWeight = 1 },
        new EnergyTrainerOptions(Box.Cube(2, HalfWidth))
        {
            Rounds = [new LangevinRound(Epochs: 40, Steps: 10)],
            BatchSize = 100,
            Sampler = new() { NoiseScale = 0.3, StepSize = 1, GradientClamp = 0.1 },
            EnergyWeight = 0.1,
            AveragedShare = 0.25,
        })
    {
        MeshCells = 400,
    };

    public override string Name => "circle";

    public override string Figure => "Fig. 1, 2";

    public override string Summary => "von Mises data on a circle";

    public override void Run(RunContext context)
    {
        var settings = Settings.For(context.Settings);
        var run = new ExperimentRun(context, settings);
        run.Begin();
        var random = new Random(HeldOutSeed(context.Settings.Seed));
        var (heldOut, others) = (Truth.SamplePoints(Points, random), Truth.SamplePoints(Points, random));
        using var model = run.Train(
            (seed, device) => new CircleModel(seed, device: device),
            learning => (learning.CircleManifold, learning.CircleEnergy),
            context.Data);
        var density = run.Measure(model, context.Data);
        ManifoldMetrics.AddDistances(context, ProjectedPoints.Of(heldOut, model, density.Mesh, run.Device));
        ManifoldMetrics.AddHausdorff(context, UnitSphere.Hausdorff(density.Mesh));
        CircleTruth.AddDensity(context, Truth, density);
        var samples = run.Sample(model, UnitSphere.Distances, heldOut, others);
        new CircleFigures(model, density, HalfWidth, run.Device).Save(context, Truth, samples);
        run.End();
    }

    protected override PointSet LoadData(RunSettings settings) => Truth.SamplePoints(Points, new Random(settings.Seed));
}
