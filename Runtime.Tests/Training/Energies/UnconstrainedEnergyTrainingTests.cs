using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Samplers;
using DslManifolds.Solvers;
using DslManifolds.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Training;

/// <summary>Energies in ℝⁿ, without a manifold: ambient models, and codes of pushforward models.</summary>
public class UnconstrainedEnergyTrainingTests
{
    private static readonly EnergyTrainerOptions Brief = new(Box.Cube(2, 1.5))
    {
        Rounds = [new(1, 2), new(1, 3, StepSize: 5), new(1, 1, StepSize: 10)],
        BatchSize = 37,
        EnergyWeight = 0.3,
        AveragedShare = 0.5,
        Sampler = new LangevinDynamicsOptions { NoiseScale = 0.05, GradientClamp = 0.03 }.ToConstrained(),
        Buffer = new() { Capacity = 60, FreshShare = 0.2 },
        Seed = 4,
    };

    [Fact]
    [Trait("Category", "Kernels")]
    public void BackendsTrainAlike()
    {
        using var data = Normal(100, 0.4, ScalarType.Float64);
        using var torch = new PlaneEnergy(0, ScalarType.Float64);
        using var fused = new PlaneEnergy(0, ScalarType.Float64);
        var expected = new EnergyTrainer(Brief with { Backend = Backend.Torch }).Train(torch, data);
        var actual = new EnergyTrainer(Brief with { Backend = Backend.Fused }).Train(fused, data);
        Assert.Equal(100 * (2 + 3 + 1), actual.Counts.Total);
        Assert.Equal(expected.Counts, actual.Counts);
        foreach (var (a, b) in Parameters(torch).Zip(Parameters(fused)))
            Assert.Equal(a, b, 1e-9 * (1 + Math.Abs(a)));
    }

    [Theory]
    [InlineData(Backend.Fused)]
    [InlineData(Backend.Torch)]
    public void ARoundMayHaveAStepSizeOfItsOwn(Backend backend)
    {
        using var data = Normal(60, 0.4, ScalarType.Float32);
        double[] Train(LangevinRound[] rounds, double? stepSize)
        {
            using var energy = new PlaneEnergy(0);
            var options = Brief with { Backend = backend, Rounds = [.. rounds], Sampler = Brief.Sampler with { StepSize = stepSize } };
            new EnergyTrainer(options).Train(energy, data);
            return Parameters(energy);
        }

        Assert.Equal(Train([new(2, 3), new(2, 3)], 40), Train([new(2, 3, 40), new(2, 3, 40)], null));
        Assert.NotEqual(Train([new(2, 3), new(2, 3)], 40), Train([new(2, 3), new(2, 3, 1)], 40));
    }

    /// <summary>A drift that is longer than any limit on moves along a manifold is made all the same.</summary>
    [Fact]
    public void RulesOfManifoldsDoNotHold()
    {
        using var data = Normal(60, 0.4, ScalarType.Float32);
        using var energy = new PlaneEnergy(0);
        var sampler = new ConstrainedLangevinOptions { NoiseScale = 0.001, StepSize = 10, GradientClamp = 0.03 };
        var counts = new EnergyTrainer(Brief with { Sampler = sampler }).Train(energy, data).Counts;
        Assert.Equal(0, counts.MovedTooFar + counts.NotReversible + counts.NotConverged);
        Assert.True(counts.Accepted > 0.9 * counts.Total, counts.ToString());
    }

    [Theory]
    [InlineData(Backend.Fused)]
    [InlineData(Backend.Torch)]
    public void LearnsANormalDensityInThePlane(Backend backend)
    {
        const double Width = 0.5;
        using var data = Normal(1000, Width, ScalarType.Float32);
        using var energy = new PlaneEnergy(seed: 1);
        var box = Box.Cube(2, 2);
        new EnergyTrainer(new(box)
        {
            Backend = backend,
            Rounds = [new(10, 5), new(15, 10)],
            EnergyWeight = 0.01,
            AveragedShare = 0.4,
            Sampler = new() { NoiseScale = 0.3, Metropolis = true },
        }).Train(energy, data);

        var density = new BoxDensity(energy, box, new() { CellsPerAxis = 60 });
        var truth = density.Grid.Nodes.Coordinates.Chunk(2)
            .Select(x => Math.Exp(-(x[0] * x[0] + x[1] * x[1]) / (2 * Width * Width)))
            .ToArray();
        var distance = DensityComparison.Distance(density.Masses(), Array.ConvertAll(truth, mass => mass / truth.Sum()));

        // Uniform is 0.64 away.
        Assert.True(distance < 0.12, $"total variation {distance}");
    }

    [Fact]
    public void BadInputIsRefused()
    {
        using var data = Normal(20, 1, ScalarType.Float32);
        using var energy = new PlaneEnergy(0);
        Assert.Throws<ArgumentException>(() => new EnergyTrainer(Brief with { NoiseBox = Box.Cube(3, 1) }).Train(energy, data));
        Assert.Throws<ArgumentException>(() => new EnergyTrainer(Brief with { Rounds = [new(1, 1, double.NaN)] }));
        Assert.Throws<ArgumentException>(() => new EnergyTrainer(Brief with { Rounds = [new(1, 1, -1)] }));
    }

    private static Tensor Normal(int rows, double width, ScalarType type)
    {
        var values = new double[2 * rows];
        CounterRandom.Normals(new RandomKey(5), values, 2);
        return tensor(Array.ConvertAll(values, value => width * value), [rows, 2], dtype: type);
    }

    private static double[] Parameters(nn.Module model) =>
        [.. model.parameters().SelectMany(parameter =>
        {
            using var values = parameter.detach();
            return HostTransfer.Read(values);
        })];
}
