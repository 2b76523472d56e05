using System.Numerics;
using DslManifolds.Kernels;
using DslManifolds.Samplers;
using DslManifolds.Samplers.Fused;

namespace DslManifolds.Training.Fused;

/// <summary>Chains whose steps the kernels of manifold and energy compute, in place and without tensors.</summary>
/// <remarks>Their code is compiled on another thread while the buffer that chains start from is filled.</remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class KernelChains<T>(FusedLangevin<T> dynamics) : TrainingChains<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Task warming = Task.Run(dynamics.Warm);

    /// <inheritdoc/>
    public override LangevinCounts Run(Span<T> rows, int steps, RandomKey key, CancellationToken cancellationToken) =>
        dynamics.Run(rows, steps, key, cancellationToken);

    /// <inheritdoc/>
    public override void Dispose()
    {
        // It reads the parameters, which live no longer than the training.
        warming.Wait();
        dynamics.Dispose();
    }
}
