using System.Numerics;
using DslManifolds.Samplers;
using static TorchSharp.torch;

namespace DslManifolds.Training.Fused;

/// <summary>The chains of each round of a training; rounds with the same settings share theirs.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class RoundChains<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TrainingChains<T>[] rounds;

    /// <summary>Chains for some rounds.</summary>
    /// <param name="manifold">The manifold.</param>
    /// <param name="energy">The energy.</param>
    /// <param name="samplers">The dynamics of each round.</param>
    /// <param name="like">A parameter of the energy.</param>
    /// <exception cref="InvalidOperationException">The sampler's backend is to be fused, and something in the way.</exception>
    public RoundChains(IManifold manifold, IEnergy energy, ConstrainedLangevin[] samplers, Tensor like)
    {
        rounds = new TrainingChains<T>[samplers.Length];
        for (var i = 0; i < samplers.Length; i++)
        {
            var same = Array.FindIndex(samplers, 0, i, earlier => earlier.Options == samplers[i].Options);
            rounds[i] = same >= 0 ? rounds[same] : TrainingChains<T>.For(manifold, energy, samplers[i], like);
        }
    }

    /// <summary>The chains of a round.</summary>
    public TrainingChains<T> this[int round] => rounds[round];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var chains in rounds.Distinct())
            chains.Dispose();
    }
}
