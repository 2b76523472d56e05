using System.Numerics;
using DslManifolds.Geometry.Fused;
using DslManifolds.Kernels;

namespace DslManifolds.Samplers.Fused;

/// <summary>Takes an energy's kernel: with ℝⁿ for the manifold the dynamics are whole.</summary>
internal sealed class EuclideanBinding<T>(FusedSettings<T> settings) : IEnergyKernelUser<T, FusedLangevin<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public FusedLangevin<T> Use<TKernel>(TKernel kernel)
        where TKernel : struct, IEnergyKernel<T> =>
        new FusedLangevin<T, FusedStraight<T, TKernel>, TKernel>(default, kernel, settings);
}
