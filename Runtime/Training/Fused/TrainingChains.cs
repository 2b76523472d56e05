using System.Numerics;
using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Samplers;
using DslManifolds.Samplers.Fused;

namespace DslManifolds.Training.Fused;

/// <summary>The chains of an energy's training, as rows of numbers.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal abstract class TrainingChains<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Chains by kernels where manifold and energy have some, by libtorch elsewhere.</summary>
    /// <param name="manifold">The manifold.</param>
    /// <param name="energy">The energy.</param>
    /// <param name="sampler">The dynamics of both.</param>
    public static TrainingChains<T> For(IManifold manifold, IEnergy energy, ConstrainedLangevin sampler)
    {
        var options = sampler.Options;
        var isFused = options.Backend != Backend.Torch
            && manifold is IManifoldKernelSource
            && energy is IEnergyKernelSource
            && options.Retraction is null or NewtonRetraction;
        return isFused
            ? new KernelChains<T>(FusedLangevin<T>.Bind(manifold, energy, options))
            : new TensorChains<T>(sampler, manifold.AmbientDimension);
    }

    /// <summary>Runs chains to where they end, in place.</summary>
    /// <param name="rows">Where they start, on the manifold, row-major.</param>
    /// <param name="steps">Steps of each chain.</param>
    /// <param name="key">Names the first step's random numbers.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    public abstract LangevinCounts Run(Span<T> rows, int steps, RandomKey key, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract void Dispose();
}
