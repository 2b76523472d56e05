using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DslManifolds.Training;

/// <summary>What is done to a net's random weights before training.</summary>
internal static class StartingWeights
{
    /// <summary>Multiplies the first matrix among some parameters, the weights of a net's first layer, by a number.</summary>
    public static void ScaleFirstMatrix(Parameter[] parameters, double factor)
    {
        if (factor == 1 || Array.Find(parameters, parameter => parameter.dim() == 2) is not { } first)
            return;
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        using var number = tensor(factor);
        first.mul_(number);
    }
}
