using DslManifolds.Geometry;
using DslManifolds.Samples.Commands;
using DslManifolds.Training;

namespace DslManifolds.Samples.Experiments;

/// <summary>F of Fig. 5: ℝ³ → ℝ, three hidden layers of 8.</summary>
[Manifold(Ambient = 3, Dimension = 2)]
[Mlp(8, 8, 8)]
public sealed partial class TwoModeSphere;

/// <summary>E of Fig. 5: ℝ³ → ℝ, two hidden layers of 32.</summary>
[Energy(Ambient = 3)]
[Mlp(32, 32)]
public sealed partial class TwoModeEnergy;

/// <summary>The model of Fig. 5 that is trained.</summary>
[ConstrainedModel(typeof(TwoModeSphere), typeof(TwoModeEnergy))]
public sealed partial class SphereModel;

/// <summary>A copy of the model, moved to the right.</summary>
[Translate(typeof(SphereModel), 0.5, 0, 0)]
public sealed partial class RightSphere;

/// <summary>A copy of the model, moved to the left.</summary>
[Translate(typeof(SphereModel), -0.5, 0, 0)]
public sealed partial class LeftSphere;

/// <summary>The copies beside each other: an equal mixture of their densities, each on its own sphere.</summary>
[Union(typeof(LeftSphere), typeof(RightSphere))]
public sealed partial class SphereUnion;

/// <summary>What the copies have in common: a circle, with the product of their densities.</summary>
[Intersect(typeof(LeftSphere), typeof(RightSphere))]
public sealed partial class SphereRing;

/// <summary>Fig. 5: a sphere with two modes is learned; with no more training, two copies of it are united and intersected.</summary>
internal sealed class SphereArithmetic : Experiment
{
    private const double Offset = 0.5;

    private static readonly Box Box = new([-1.1, -1.1, -1.03], [1.1, 1.1, 1.03]);

    // The paper's settings. At β = 1 the weight of the energies' squares keeps them within ±1/2: with samples that are nearly
    // uniform the loss is least at E = (u − p) / (2 (u + p)), u the uniform density and p that of the data, so that e^(−E) is much
    // flatter than p.
    private static readonly ConstrainedSettings Paper = new(
        new(new ManifoldTrainerOptions { Epochs = 1500, BatchSize = 100, MinSingularValue = 1, RankWeight = 2 }, Box, MeshCells: 72),
        new EnergyTrainerOptions(Box)
        {
            Rounds = [new(10, 5), new(10, 10), new(10, 20), new(10, 40), new(10, 50)],
            BatchSize = 50,
            Sampler = new() { NoiseScale = 0.1, GradientClamp = 0.03 },
            EnergyWeight = 1,
            AveragedShare = 0.25,
        });

    private static readonly ConstrainedSettings Tuned = Paper with
    {
        Manifold = Paper.Manifold.Tuned(epochs: 1000),
        Likelihood = new(new QuadratureTrainerOptions { Epochs = 20, Nodes = 300 }, MeshCells: 24),
    };

    private static readonly TwoModeSphereTruth SphereTruth = new();

    public override string Name => "sphere-arithmetic";

    public override string Figure => "Fig. 5";

    public override string Summary => "union and intersection of two copies of a learned sphere";

    public override IReadOnlyList<Preset> Presets => BothPresets;

    public override void Run(RunContext context)
    {
        var settings = context.Settings.Choose(Paper, Tuned).For(context.Settings);
        var run = new ExperimentRun(context, settings);
        RunKeys.Set(context);
        using var sphere = run.Train(
            (seed, device) => new SphereModel(seed, device: device),
            learning => (learning.TwoModeSphere, learning.TwoModeEnergy),
            context.Data);
        using var left = new LeftSphere(sphere);
        using var right = new RightSphere(sphere);
        using var union = new SphereUnion(left, right);
        using var ring = new SphereRing(left, right);
        var (unionSettings, ringSettings) = (settings.In(Widened(Offset)), settings.In(Widened(-Offset)));
        NormalizingConstant.Normalize(
            union, unionSettings.Box, new() { CellsPerAxis = unionSettings.Manifold.MeshCells, Device = run.Device });

        var learned = new ExperimentRun(context.Part("sphere"), settings).Compare(sphere, SphereTruth, context.Data);
        var united = Compare(context, "union", unionSettings, union, new SphereUnionTruth(Offset));
        context.Metrics.Set("union.share_left", ShareNearer(united.Samples, left, right, run.Device));
        var crossing = Compare(context, "ring", ringSettings, ring, new SphereRingTruth(Offset));
        SphereArithmeticFigure.Save(context, learned, united, crossing, Offset);
        RunKeys.End(context);
    }

    protected override PointSet LoadData(RunSettings settings) => SphereTruth.Data(settings.Seed);

    private static LearnedPart Compare(
        RunContext context, string part, ConstrainedSettings settings, IConstrainedModel model, PartTruth truth) =>
        new ExperimentRun(context.Part(part), settings)
            .Compare(model, truth, truth.HeldOut(context.Settings.Seed).First, $"{part}-samples.csv");

    // What the two moved noise boxes cover together, or, with a negative offset, have in common.
    private static Box Widened(double offset)
    {
        var (lower, upper) = (Box.Lower, Box.Upper);
        return new Box([lower[0] - offset, lower[1], lower[2]], [upper[0] + offset, upper[1], upper[2]]);
    }

    // The share of samples on the first of two manifolds: a sample is on the one whose |F| is less.
    private static double ShareNearer(PointSet samples, IManifold first, IManifold second, TorchSharp.torch.Device device)
    {
        var (near, far) = (samples.Evaluate(first.Value, device: device), samples.Evaluate(second.Value, device: device));
        return near.Zip(far, (one, other) => Math.Abs(one) < Math.Abs(other) ? 1.0 : 0.0).Average();
    }
}
