using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DslManifolds.Training;

/// <summary>The mean of parameters over the last epochs of their training (Polyak and Juditsky, 1992).</summary>
/// <param name="parameters">The parameters in training.</param>
/// <param name="epochs">Epochs of the whole training.</param>
/// <param name="share">Share of them, the last ones, that the mean is over, rounded down; 0 to leave the parameters alone.</param>
internal sealed class WeightAverage(Parameter[] parameters, int epochs, double share) : IDisposable
{
    private readonly int first = FirstEpoch(epochs, share);
    private Tensor[]? sums;
    private int count;

    /// <summary>First epoch, counted from 1, that the mean is over.</summary>
    public static int FirstEpoch(int epochs, double share) => epochs - (int)(share * epochs) + 1;

    /// <summary>Adds the parameters to the mean if the epoch, counted from 1, is one of the last.</summary>
    public void Add(int epoch)
    {
        if (epoch < first)
            return;
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        count++;
        if (sums is null)
        {
            sums = Array.ConvertAll(parameters, parameter => parameter.detach().clone().DetachFromDisposeScope());
            return;
        }

        for (var i = 0; i < parameters.Length; i++)
            sums[i].add_(parameters[i]);
    }

    /// <summary>Gives the parameters the mean.</summary>
    public void Apply()
    {
        if (sums is null)
            return;
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        using var divisor = tensor((double)count);
        for (var i = 0; i < parameters.Length; i++)
            parameters[i].copy_(sums[i].div(divisor));
    }

    /// <summary>Disposes the sums.</summary>
    public void Dispose()
    {
        foreach (var sum in sums ?? [])
            sum.Dispose();
    }
}
