using System.Numerics;
using DslManifolds.Geometry;
using DslManifolds.Geometry.Fused;
using DslManifolds.Kernels;

namespace DslManifolds.Samplers.Fused;

/// <summary>Takes a manifold's kernel, makes the retraction of it, and asks the energy for its own.</summary>
internal sealed class ManifoldBinding<T>(IManifold manifold, IEnergy energy, ConstrainedLangevinOptions options)
    : IManifoldKernelUser<T, FusedLangevin<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public FusedLangevin<T> Use<TKernel>(TKernel kernel)
        where TKernel : struct, IManifoldKernel<T> => options.Retraction switch
        {
            LbfgsRetraction lbfgs => With(new FusedLbfgs<T, TKernel>(kernel, lbfgs.Options)),
            NewtonRetraction newton => With(new FusedNewton<T, TKernel>(kernel, new(newton.Options))),
            null => With(new FusedNewton<T, TKernel>(kernel, new(new NewtonRetractionOptions()))),
            var other => throw new ArgumentException($"{other.GetType().Name} has no kernels.", nameof(options)),
        };

    private FusedLangevin<T> With<TRetraction>(TRetraction retraction)
        where TRetraction : struct, IFusedRetraction<T, TRetraction> =>
        ((IEnergyKernelSource)energy).UseEnergyKernel(
            new EnergyBinding<T, TRetraction>(retraction, new FusedSettings<T>(options, manifold.Dimension)));
}
