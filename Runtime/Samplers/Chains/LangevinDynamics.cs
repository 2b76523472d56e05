using DslManifolds.Geometry;
using DslManifolds.Kernels;
using static TorchSharp.torch;

namespace DslManifolds.Samplers;

/// <summary>Langevin dynamics in ℝⁿ, unconstrained: a batch of Markov chains that sample p ∝ exp(−E).</summary>
/// <remarks>
/// From x a chain proposes
/// <code>
/// x′ = x − (s/2) ∇E(x) + ε r,  r ~ N(0, I)
/// </code>
/// with ∇E clamped entry by entry. A proposal that is not finite, lies outside the box or is rejected by the Metropolis correction leaves
/// its chain where it was, and the cause is counted: every point of a chain is finite. With the correction x′ is accepted with probability
/// min(1, exp(H − H′)), H = E(x) + |r|²/2 and r′ = [x − x′ + (s/2) ∇E(x′)] / ε the noise that leads back, which is MALA for s = ε².
/// <para>
/// It is <see cref="ConstrainedLangevin"/> with ℝⁿ for the manifold, and computed by the same code: generated kernels where the energy has
/// one, libtorch elsewhere. Random numbers depend on seed, chain and step alone. Nothing here records a graph; inputs stay as they are. An
/// instance holds no state and may serve many threads.
/// </para>
/// </remarks>
public sealed class LangevinDynamics
{
    private readonly ConstrainedLangevin chains;

    /// <summary>Dynamics for a density.</summary>
    /// <param name="energy">The energy E.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting makes no sense, or the box has another dimension than the energy.</exception>
    public LangevinDynamics(IEnergy energy, LangevinDynamicsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(energy);
        Options = options ?? new LangevinDynamicsOptions();
        chains = new ConstrainedLangevin(new EuclideanSpace(energy.AmbientDimension), energy, Options.ToConstrained());
    }

    /// <summary>Settings in force.</summary>
    public LangevinDynamicsOptions Options { get; }

    /// <summary>Puts chains on points.</summary>
    /// <param name="x">Points, (batch, n); copied.</param>
    /// <exception cref="ArgumentException">A wrong shape, or a point that is not finite.</exception>
    /// <exception cref="InvalidOperationException">
    /// The backend is to be <see cref="Backend.Fused"/>, and something in the way; the message says what.
    /// </exception>
    public LangevinState Start(Tensor x) => chains.Start(x);

    /// <inheritdoc cref="ConstrainedLangevin.Step"/>
    public LangevinStep Step(RandomKey key, LangevinState state) => chains.Step(key, state);

    /// <summary>Runs chains.</summary>
    /// <param name="x">Where they start, (batch, n), finite.</param>
    /// <param name="steps">Steps of each chain.</param>
    /// <param name="key">
    /// Names the first step's random numbers; later steps count up from its <see cref="RandomKey.Step"/>.
    /// </param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <inheritdoc cref="Start" path="/exception"/>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public LangevinRun Run(Tensor x, int steps, RandomKey key, CancellationToken cancellationToken = default) =>
        chains.Run(x, steps, key, cancellationToken);
}
