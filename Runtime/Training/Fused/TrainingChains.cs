using System.Numerics;
using DslManifolds.Kernels;
using DslManifolds.Samplers;
using DslManifolds.Samplers.Fused;
using static TorchSharp.torch;

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
    /// <param name="like">A parameter of the energy.</param>
    /// <exception cref="InvalidOperationException">The sampler's backend is to be fused, and something in the way.</exception>
    public static TrainingChains<T> For(IManifold manifold, IEnergy energy, ConstrainedLangevin sampler, Tensor like)
    {
        var options = sampler.Options;
        if (options.Backend != Backend.Torch)
        {
            var obstacle = FusedSupport.Obstacle(manifold, energy, options, like);
            try
            {
                if (obstacle is null)
                    return new KernelChains<T>(FusedLangevin<T>.Bind(manifold, energy, options));
            }
            catch (ArgumentException error)
            {
                // The manifold's parameters are elsewhere or of another element type.
                obstacle = error.Message;
            }

            if (options.Backend == Backend.Fused)
                throw FusedSupport.Error(obstacle);
        }

        return new TensorChains<T>(sampler, manifold.AmbientDimension);
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
