using System.Numerics;

namespace DslManifolds.Training.Fused;

/// <summary>The mean of parameters over the last epochs of their training, as <see cref="WeightAverage"/>, without tensors.</summary>
/// <param name="parameters">The parameters in training.</param>
/// <param name="epochs">Epochs of the whole training.</param>
/// <param name="share">Share of them, the last ones, that the mean is over.</param>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class VectorAverage<T>(ParameterVector<T> parameters, int epochs, double share)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int first = WeightAverage.FirstEpoch(epochs, share);
    private readonly T[] sums = new T[parameters.Count];
    private readonly T[] values = new T[parameters.Count];
    private int count;

    /// <summary>Adds the parameters to the mean if the epoch, counted from 1, is one of the last.</summary>
    public void Add(int epoch)
    {
        if (epoch < first)
            return;
        count++;
        parameters.Read(values);
        for (var i = 0; i < sums.Length; i++)
            sums[i] += values[i];
    }

    /// <summary>Gives the parameters the mean.</summary>
    public void Apply()
    {
        if (count == 0)
            return;
        var divisor = T.CreateTruncating(count);
        for (var i = 0; i < sums.Length; i++)
            values[i] = sums[i] / divisor;
        parameters.Write(values);
    }
}
