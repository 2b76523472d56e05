using DslManifolds.Geometry;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Shapes;
using DslManifolds.Solvers;
using DslManifolds.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Training.Fused;

/// <summary>The fused training of energies against libtorch's, from the same start: they agree step by step within rounding.</summary>
[Trait("Category", "Kernels")]
public class FusedEnergyTrainingTests
{
    /// <summary>One step, then several with batches of unlike size, more than one round and averaged parameters.</summary>
    private static readonly EnergyTrainerOptions[] Runs =
    [
        new(Box.Cube(3, 1.5)) { Rounds = [new(1, 1)], BatchSize = 100 },
        new(Box.Cube(3, 1.5))
        {
            Rounds = [new(2, 1), new(2, 2)], BatchSize = 37, EnergyWeight = 0.3, AveragedShare = 0.5, GradientNormLimit = 0.2,
            Schedule = LearningRateSchedule.Cosine,
            Buffer = new() { Capacity = 60, FreshShare = 0.2 }, Seed = 4,
        },
    ];

    [Fact]
    public void NetsTrainAlike() => Check(type => new SpaceEnergy(0, type));

    [Fact]
    public void ExpressionsTrainAlike() => Check(type => new Lift(0, type));

    /// <summary>By short steps: of long ones some touch the sphere without crossing it, and rounding decides whether they end on it.</summary>
    [Fact]
    public void ThePapersRetractionTrainsAlike() => Check(
        type => new SpaceEnergy(0, type),
        options => options with { Sampler = options.Sampler with { Retraction = new LbfgsRetraction(), NoiseScale = 0.1 } });

    /// <summary>Where nothing has a kernel but the energy, chains run by libtorch.</summary>
    [Fact]
    public void ManifoldsWithoutKernelsWillDo()
    {
        using var data = Points(100);
        using var torch = new SpaceEnergy(0, ScalarType.Float64);
        using var fused = new SpaceEnergy(0, ScalarType.Float64);
        new EnergyTrainer(Runs[1] with { Backend = Backend.Torch }).Train(new TestSphere(3), torch, data);
        new EnergyTrainer(Runs[1] with { Backend = Backend.Fused }).Train(new TestSphere(3), fused, data);
        Near(Parameters(torch), Parameters(fused), 1e-9);
    }

    /// <summary>The chains and the projection of noise follow the trainer to libtorch, unless they say otherwise themselves.</summary>
    [Fact]
    public void PartsFollowTheTrainerToLibtorch()
    {
        using var data = Points(100);
        using var energy = new SpaceEnergy(0, ScalarType.Float64);
        var torch = Runs[0] with { Backend = Backend.Torch };
        Assert.Single(new EnergyTrainer(torch).Train(new UnaskedKernel(3), energy, data).Epochs);
        var fused = torch with { Projection = new() { Backend = Backend.Fused } };
        Assert.Throws<InvalidOperationException>(() => new EnergyTrainer(fused).Train(new UnaskedKernel(3), energy, data));
    }

    [Fact]
    public void BackendsTakeTurnsOnTheSameTensors()
    {
        using var data = Points(100);
        using var sphere = new Sphere(dtype: ScalarType.Float64);
        using var turns = new SpaceEnergy(0, ScalarType.Float64);
        using var torch = new SpaceEnergy(0, ScalarType.Float64);
        foreach (var backend in new[] { Backend.Fused, Backend.Torch, Backend.Fused })
        {
            new EnergyTrainer(Runs[0] with { Backend = backend }).Train(sphere, turns, data);
            new EnergyTrainer(Runs[0] with { Backend = Backend.Torch }).Train(sphere, torch, data);
        }

        Near(Parameters(torch), Parameters(turns), 1e-8);
    }

    /// <summary>What longer training allocates is its list of losses.</summary>
    [Fact]
    public void StepsAllocateNothingAndMakeNoTensor()
    {
        using var data = Points(130);
        using var sphere = new Sphere();
        using var energy = new SpaceEnergy(0);
        var more = EpochAllocation.OfHundred(epochs => new EnergyTrainer(Runs[0] with
        {
            Rounds = [new(epochs, 2)],
            Backend = Backend.Fused,
            Buffer = new() { Capacity = 100, FreshShare = 0 },
            Sampler = new() { Backend = Backend.Fused, Threads = 1 },
        }).Train(sphere, energy, data));
        Assert.InRange(more, 0, 100 * 40);
    }

    [Fact]
    public void CompositionsAreRefusedOrTrainByTorch()
    {
        using var data = Points(50);
        using var plane = data[.., ..2];
        using var model = new CircleNetModel(0);
        var options = Runs[0] with { NoiseBox = Box.Cube(2, 1.5) };
        Assert.Contains("compositions", Assert.Throws<InvalidOperationException>(
            () => new EnergyTrainer(options with { Backend = Backend.Fused }).Train(new TestSphere(2), model, plane)).Message);
        var before = Parameters(model.PlaneEnergy);
        new EnergyTrainer(options).Train(new TestSphere(2), model, plane);
        Assert.NotEqual(before, Parameters(model.PlaneEnergy));
    }

    private static void Check<TEnergy>(
        Func<ScalarType, TEnergy> make, Func<EnergyTrainerOptions, EnergyTrainerOptions>? change = null)
        where TEnergy : nn.Module, IEnergy
    {
        foreach (var run in Runs)
        {
            var options = change?.Invoke(run) ?? run;
            using var data = Points(100);
            using var sphere = new Sphere(dtype: ScalarType.Float64);
            using var torch = make(ScalarType.Float64);
            using var fused = make(ScalarType.Float64);
            var before = Parameters(torch);
            var expected = new EnergyTrainer(options with { Backend = Backend.Torch }).Train(sphere, torch, data);
            var actual = new EnergyTrainer(options with { Backend = Backend.Fused }).Train(sphere, fused, data);
            Assert.NotEqual(before, Parameters(fused));
            Near(Parameters(torch), Parameters(fused), 1e-9);
            Near(expected.Epochs.SelectMany(Parts), actual.Epochs.SelectMany(Parts), 1e-9);
            Assert.Equal(expected.Counts, actual.Counts);
        }
    }

    private static double[] Parts(EnergyLoss loss) => [loss.Total, loss.PositiveEnergy, loss.NegativeEnergy, loss.SquaredEnergy];

    private static Tensor Points(int rows)
    {
        using var random = new Generator(3);
        using var points = randn([rows, 3], ScalarType.Float64, generator: random);
        using var length = points.norm(dim: 1, keepdim: true);
        return points.div(length);
    }

    private static double[] Parameters(nn.Module model) =>
        [.. model.parameters().SelectMany(parameter => HostTransfer.Read(parameter.detach()))];

    private static void Near(IEnumerable<double> expected, IEnumerable<double> actual, double tolerance)
    {
        var (a, b) = (expected.ToArray(), actual.ToArray());
        Assert.Equal(a.Length, b.Length);
        for (var i = 0; i < a.Length; i++)
            Assert.Equal(a[i], b[i], tolerance * (1 + Math.Abs(a[i])));
    }
}
