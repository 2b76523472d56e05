using System.Numerics;
using DslManifolds.Kernels;
using DslManifolds.Samplers;

namespace DslManifolds.Training.Fused;

/// <summary>The chains of an energy's training, as rows of numbers.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal abstract class TrainingChains<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Runs chains to where they end, in place.</summary>
    /// <param name="rows">Where they start, on the manifold, row-major.</param>
    /// <param name="steps">Steps of each chain.</param>
    /// <param name="key">Names the first step's random numbers.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    public abstract LangevinCounts Run(Span<T> rows, int steps, RandomKey key, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract void Dispose();
}
