using DslManifolds.Kernels;
using static TorchSharp.torch;

namespace DslManifolds.Samplers;

/// <summary>A way to draw samples of one part of a model; <see cref="MixtureLangevin"/> puts them together.</summary>
internal abstract class SampleSource
{
    /// <summary>Draws samples.</summary>
    /// <param name="count">How many.</param>
    /// <param name="steps">Steps of each chain, where chains are run.</param>
    /// <param name="key">Names the random numbers.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>(count, n), fresh, in an order that says nothing, and the outcomes of the chains' steps.</returns>
    public abstract LangevinRun Draw(int count, int steps, RandomKey key, CancellationToken cancellationToken);
}
