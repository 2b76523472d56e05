using System.Numerics;
using DslManifolds.Kernels;

namespace DslManifolds.Samplers.Fused;

/// <summary>Takes an energy's kernel: with that of the manifold the dynamics are whole.</summary>
internal sealed class EnergyBinding<T, TManifold>(TManifold manifold, FusedSettings<T> settings)
    : IEnergyKernelUser<T, FusedLangevin<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TManifold : struct, IManifoldKernel<T>
{
    /// <inheritdoc/>
    public FusedLangevin<T> Use<TKernel>(TKernel kernel)
        where TKernel : struct, IEnergyKernel<T> =>
        new FusedLangevin<T, TManifold, TKernel>(manifold, kernel, settings);
}
