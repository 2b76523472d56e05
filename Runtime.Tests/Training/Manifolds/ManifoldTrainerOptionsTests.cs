using DslManifolds.Geometry;
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
        new ManifoldTrainerOptions { Schedule = (LearningRateSchedule)7 },
        new ManifoldTrainerOptions { BorderHinge = new(null!) },
        new ManifoldTrainerOptions { BorderHinge = new(Box.Cube(2, 1)) { Weight = 0 } },
        new ManifoldTrainerOptions { BorderHinge = new(Box.Cube(2, 1)) { Points = 0 } },
        new ManifoldTrainerOptions { BorderHinge = new(Box.Cube(2, 1)) { BoxScale = double.NaN } },
    };

    [Theory]
    [MemberData(nameof(BadOptions))]
    public void SettingsWithoutSenseAreRefused(ManifoldTrainerOptions options) =>
        Assert.ThrowsAny<ArgumentException>(() => new ManifoldTrainer(options));
}
