using System.Numerics;
using DslManifolds.Kernels;

namespace DslManifolds.Samplers.Fused;

/// <summary>Takes a manifold's kernel, and asks the energy for its own.</summary>
internal sealed class ManifoldBinding<T>(IManifold manifold, IEnergy energy, ConstrainedLangevinOptions options)
    : IManifoldKernelUser<T, FusedLangevin<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public FusedLangevin<T> Use<TKernel>(TKernel kernel)
        where TKernel : struct, IManifoldKernel<T> =>
        ((IEnergyKernelSource)energy).UseEnergyKernel(
            new EnergyBinding<T, TKernel>(kernel, new FusedSettings<T>(options, manifold.Dimension)));
}
