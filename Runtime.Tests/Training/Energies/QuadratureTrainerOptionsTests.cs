using DslManifolds.Training;

namespace DslManifolds.Runtime.Tests.Training;

public class QuadratureTrainerOptionsTests
{
    public static TheoryData<QuadratureTrainerOptions> BadOptions => new()
    {
        new QuadratureTrainerOptions { Epochs = 0 },
        new QuadratureTrainerOptions { BatchSize = 0 },
        new QuadratureTrainerOptions { Nodes = 0 },
        new QuadratureTrainerOptions { LearningRate = double.NaN },
        new QuadratureTrainerOptions { Schedule = (LearningRateSchedule)7 },
        new QuadratureTrainerOptions { GradientNormLimit = 0 },
        new QuadratureTrainerOptions { FirstLayerScale = 0 },
        new QuadratureTrainerOptions { Patience = 0 },
        new QuadratureTrainerOptions { Backend = (Backend)7 },
    };

    [Theory]
    [MemberData(nameof(BadOptions))]
    public void SettingsWithoutSenseAreRefused(QuadratureTrainerOptions options) =>
        Assert.ThrowsAny<ArgumentException>(() => new QuadratureTrainer(options));
}
