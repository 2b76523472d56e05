using DslManifolds.Geometry;
using DslManifolds.Training;

namespace DslManifolds.Runtime.Tests.Training;

public class EnergyTrainerOptionsTests
{
    private static readonly EnergyTrainerOptions Brief = new(Box.Cube(2, 1.5)) { Rounds = [new(Epochs: 2, Steps: 3)] };

    public static TheoryData<EnergyTrainerOptions> BadOptions => new()
    {
        Brief with { Rounds = [] },
        Brief with { Rounds = [new(0, 5)] },
        Brief with { Rounds = [new(5, 0)] },
        Brief with { Rounds = default },
        Brief with { BatchSize = 0 },
        Brief with { Backend = (Backend)(-1) },
        Brief with { LearningRate = double.NaN },
        Brief with { GradientNormLimit = 0 },
        Brief with { EnergyWeight = -1 },
        Brief with { Sampler = new() { NoiseScale = -1 } },
        Brief with { Buffer = new() { Capacity = 0 } },
    };

    [Theory]
    [MemberData(nameof(BadOptions))]
    public void SettingsWithoutSenseAreRefused(EnergyTrainerOptions options) =>
        Assert.ThrowsAny<ArgumentException>(() => new EnergyTrainer(options));
}
