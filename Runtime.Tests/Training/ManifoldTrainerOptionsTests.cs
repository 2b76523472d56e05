using DslManifolds.Training;

namespace DslManifolds.Runtime.Tests.Training;

public class ManifoldTrainerOptionsTests
{
    public static TheoryData<ManifoldTrainerOptions> BadOptions => new()
    {
        new ManifoldTrainerOptions { Epochs = 0 },
        new ManifoldTrainerOptions { BatchSize = 0 },
        new ManifoldTrainerOptions { LearningRate = 0 },
        new ManifoldTrainerOptions { MinSingularValue = -1 },
        new ManifoldTrainerOptions { RankWeight = double.NaN },
        new ManifoldTrainerOptions { Backend = (Backend)7 },
    };

    [Theory]
    [MemberData(nameof(BadOptions))]
    public void SettingsWithoutSenseAreRefused(ManifoldTrainerOptions options) =>
        Assert.ThrowsAny<ArgumentException>(() => new ManifoldTrainer(options));
}
