using System.Numerics;
using DslManifolds.Geometry.Fused;
using DslManifolds.Kernels;

namespace DslManifolds.Samplers.Fused;

/// <summary>Takes an energy's kernel: with the retraction onto the manifold the dynamics are whole.</summary>
internal sealed class EnergyBinding<T, TRetraction>(TRetraction retraction, FusedSettings<T> settings)
    : IEnergyKernelUser<T, FusedLangevin<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TRetraction : struct, IFusedRetraction<T, TRetraction>
{
    /// <inheritdoc/>
    public FusedLangevin<T> Use<TKernel>(TKernel kernel)
        where TKernel : struct, IEnergyKernel<T> =>
        new FusedLangevin<T, TRetraction, TKernel>(retraction, kernel, settings);
}
