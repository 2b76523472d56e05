using DslManifolds.Samples.Experiments;
using DslManifolds.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Samples;

/// <summary>The mean of parameters over the last epochs.</summary>
public sealed class WeightAverageTests
{
    [Theory]
    [InlineData(1, 4.0)]
    [InlineData(3, 3.0)]
    [InlineData(9, 2.5)]
    public void The_module_gets_the_mean_of_the_last_epochs(int epochs, double expected)
    {
        using var module = nn.Linear(2, 3);
        using (var average = Train(module, epochs))
            average.Apply();
        Assert.All(Values(module), value => Assert.Equal(expected, value, 6));
        Assert.All(module.parameters(), parameter => Assert.True(parameter.requires_grad));
    }

    [Fact]
    public void No_epochs_leave_the_module_alone()
    {
        using var module = nn.Linear(2, 3);
        using (var average = Train(module, 0))
            average.Apply();
        Assert.All(Values(module), value => Assert.Equal(4, value));
    }

    // Four epochs, after each of which every parameter equals the epoch's number.
    private static WeightAverage Train(nn.Module module, int epochs)
    {
        var seen = new List<int>();
        var average = new WeightAverage(module, epochs, new Recorder(seen));
        using var noGradient = no_grad();
        for (var epoch = 1; epoch <= 4; epoch++)
        {
            foreach (var parameter in module.parameters())
                nn.init.constant_(parameter, epoch);
            average.Report(new TrainingProgress(TrainingPhase.Energy, epoch, 4, 0));
        }
        Assert.Equal([1, 2, 3, 4], seen);
        return average;
    }

    private static IEnumerable<float> Values(nn.Module module) =>
        module.parameters().SelectMany(parameter => parameter.detach().data<float>().ToArray());

    private sealed class Recorder(List<int> seen) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => seen.Add(value.Epoch);
    }
}
