using DslManifolds.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DslManifolds.Samples.Experiments;

/// <summary>
/// The mean of a module's parameters over the last epochs of its training. Contrastive divergence at a constant learning rate does
/// not settle: from one epoch to the next the circle's total variation moves by 0.05 and more. The mean does not move with it.
/// </summary>
/// <param name="module">The module in training.</param>
/// <param name="epochs">Number of last epochs; 0 to leave the parameters as the last step made them.</param>
/// <param name="inner">Who else is told of each epoch.</param>
internal sealed class WeightAverage(nn.Module module, int epochs, IProgress<TrainingProgress> inner)
    : IProgress<TrainingProgress>, IDisposable
{
    private readonly Parameter[] parameters = [.. module.parameters()];
    private Tensor[]? sums;
    private int count;

    /// <summary>Adds the parameters to the mean if the epoch is one of the last.</summary>
    public void Report(TrainingProgress value)
    {
        if (value.Epoch > value.Epochs - epochs)
            Add();
        inner.Report(value);
    }

    /// <summary>Gives the module the mean.</summary>
    public void Apply()
    {
        if (sums is null)
            return;
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        for (var i = 0; i < parameters.Length; i++)
            parameters[i].copy_(sums[i] / count);
    }

    /// <summary>Disposes the sums.</summary>
    public void Dispose()
    {
        foreach (var sum in sums ?? [])
            sum.Dispose();
    }

    private void Add()
    {
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
}
