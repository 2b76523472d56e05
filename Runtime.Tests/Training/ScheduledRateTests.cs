using DslManifolds.Training;

namespace DslManifolds.Runtime.Tests.Training;

public class ScheduledRateTests
{
    [Fact]
    public void ACosineFallsFromTheFirstRateToNothing()
    {
        var rate = new ScheduledRate(0.02, LearningRateSchedule.Cosine, 12);
        Assert.Equal(0.02, rate.At(0), 1e-17);
        Assert.Equal(0.02 * (2 + Math.Sqrt(3)) / 4, rate.At(2), 1e-17);
        Assert.Equal(0.01, rate.At(6), 1e-17);
        Assert.Equal(0.005, rate.At(8), 1e-17);
        Assert.Equal(0, rate.At(12), 1e-17);
    }

    [Fact]
    public void AConstantRateStays() => Assert.Equal(0.02, new ScheduledRate(0.02, LearningRateSchedule.Constant, 12).At(9));
}
