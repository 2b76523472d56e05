using System.Numerics;
using DslManifolds.Kernels;
using DslManifolds.Samplers;
using DslManifolds.Samplers.Fused;

namespace DslManifolds.Training.Fused;

/// <summary>Chains whose steps the kernels of manifold and energy compute, in place and without tensors.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class KernelChains<T>(FusedLangevin<T> dynamics) : TrainingChains<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override LangevinCounts Run(Span<T> rows, int steps, RandomKey key, CancellationToken cancellationToken) =>
        dynamics.Run(rows, steps, key, cancellationToken);

    /// <inheritdoc/>
    public override void Dispose() => dynamics.Dispose();
}
