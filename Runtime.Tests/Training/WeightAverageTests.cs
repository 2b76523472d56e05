using DslManifolds.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Training;

/// <summary>The mean of parameters over the last epochs.</summary>
public sealed class WeightAverageTests
{
    [Theory]
    [InlineData(0, 4.0)]
    [InlineData(0.25, 4.0)]
    [InlineData(0.75, 3.0)]
    [InlineData(1, 2.5)]
    public void TheParametersGetTheMeanOfTheLastEpochs(double share, double expected)
    {
        using var module = nn.Linear(2, 3);
        TorchSharp.Modules.Parameter[] parameters = [.. module.parameters()];
        using var average = new WeightAverage(parameters, 4, share);
        // Four epochs, after each of which every parameter equals the epoch's number.
        for (var epoch = 1; epoch <= 4; epoch++)
        {
            using (no_grad())
            {
                foreach (var parameter in parameters)
                    nn.init.constant_(parameter, epoch);
            }

            average.Add(epoch);
        }

        average.Apply();
        Assert.All(
            parameters.SelectMany(parameter => parameter.detach().data<float>().ToArray()),
            value => Assert.Equal(expected, value, 6));
        Assert.All(parameters, parameter => Assert.True(parameter.requires_grad));
    }
}
