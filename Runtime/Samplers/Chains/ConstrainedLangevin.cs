using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Samplers.Fused;
using static TorchSharp.torch;

namespace DslManifolds.Samplers;

/// <summary>
/// Constrained Langevin dynamics (Algorithm 1): a batch of Markov chains on M = F⁻¹(0) that sample p ∝ exp(−E).
/// </summary>
/// <remarks>
/// From x a chain proposes (Eq. 6 to 8)
/// <code>
/// r  = P(x) r₀,  r₀ ~ N(0, I)
/// x′ = x + ε r − (s/2) P(x) ∇E(x) − J(x)ᵀ λ,  F(x′) = 0
/// </code>
/// with P the tangent projection and ∇E clamped entry by entry. The paper's drift is ∇E itself; its normal part is a multiple of
/// J(x)ᵀ and λ makes up for it, so projecting it changes nothing but where the search for λ starts. That start then is the same
/// seen from x and, for the way back, from x′. A proposal that fails any rule of <see cref="ConstrainedLangevinOptions"/> is
/// rejected: its chain stays where it was, and the cause is counted. So every point of a chain is finite and on the manifold.
/// <para>
/// With the Metropolis correction this is constrained Hamiltonian Monte Carlo with one leapfrog step (Brubaker, Salzmann and
/// Urtasun, 2012): r′ = [P(x′)(x − x′) + (s/2) P(x′) ∇E(x′)] / ε is the momentum that leads back, and x′ is accepted with
/// probability min(1, exp(H − H′)), H = E(x) + |r|²/2. The kicks by ∇E preserve volume whatever their size, so a clamp or s ≠ ε²
/// costs acceptance, not exactness.
/// </para>
/// <para>Nothing here records a graph; inputs stay as they are. An instance holds no state and may serve many threads.</para>
/// </remarks>
public sealed class ConstrainedLangevin
{
    private readonly IManifold manifold;
    private readonly IEnergy energy;
    private readonly ConstrainedLangevinOptions options;
    private readonly TorchLangevin torchEngine;

    /// <summary>Dynamics for a density on a manifold.</summary>
    /// <param name="manifold">The manifold M.</param>
    /// <param name="energy">The energy E.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">Dimensions differ, or a setting makes no sense.</exception>
    public ConstrainedLangevin(IManifold manifold, IEnergy energy, ConstrainedLangevinOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(manifold);
        ArgumentNullException.ThrowIfNull(energy);
        this.options = options ?? new ConstrainedLangevinOptions();
        this.options.Validate();
        if (manifold is EuclideanSpace)
            this.options = LangevinDynamicsOptions.WithoutManifold(this.options);
        var ambient = manifold.AmbientDimension;
        if (energy.AmbientDimension != ambient)
        {
            throw new ArgumentException(
                $"The energy is defined on ℝ^{energy.AmbientDimension}, the manifold lies in ℝ^{ambient}; they must agree.",
                nameof(energy));
        }

        if (this.options.Box is { } box && box.Dimension != ambient)
            throw new ArgumentException($"The box has {box.Dimension} axes, the manifold lies in ℝ^{ambient}.", nameof(options));
        this.manifold = manifold;
        this.energy = energy;
        torchEngine = new TorchLangevin(manifold, energy, this.options);
    }

    /// <summary>Settings in force.</summary>
    public ConstrainedLangevinOptions Options => options;

    /// <summary>Puts chains on points of the manifold.</summary>
    /// <param name="x">Points, (batch, n); copied.</param>
    /// <exception cref="ArgumentException">
    /// A wrong shape, or a point that is not finite or off the manifold by more than <see
    /// cref="ConstrainedLangevinOptions.StartTolerance"/>: project points first.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The backend is to be <see cref="Backend.Fused"/>, and something in the way; the message says what.
    /// </exception>
    public LangevinState Start(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Engine(x).Start(x);
    }

    /// <summary>One step of every chain, on the backend that started them.</summary>
    /// <param name="key">Names the step's random numbers; use each key once.</param>
    /// <param name="state">Where the chains are; used up.</param>
    /// <remarks>
    /// Generated kernels look up the parameters anew in every call, which takes a few microseconds: a module may be moved between two
    /// steps. <see cref="Run"/> does so once.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The state is another sampler's, with other settings of the Metropolis correction.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The state has been used up.</exception>
    public LangevinStep Step(RandomKey key, LangevinState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (options.Metropolis != state.Content.HasEnergies || manifold.AmbientDimension != state.Content.AmbientDimension)
        {
            throw new ArgumentException(
                "The state is another sampler's, of another dimension or with or without the Metropolis correction; start the "
                + "chains with this sampler.",
                nameof(state));
        }

        string? obstacle = null;
        ILangevinEngine? engine = state.Content switch
        {
            FusedState<float> => FusedEngine<float>.Bind(manifold, energy, options, out obstacle),
            FusedState<double> => FusedEngine<double>.Bind(manifold, energy, options, out obstacle),
            _ => torchEngine,
        };
        return engine?.Step(key, state) ?? throw FusedSupport.Error(obstacle!);
    }

    /// <summary>Runs chains from points of the manifold.</summary>
    /// <param name="x">Where they start, (batch, n); see <see cref="Start"/>.</param>
    /// <param name="steps">Steps of each chain.</param>
    /// <param name="key">
    /// Names the first step's random numbers; later steps count up from its <see cref="RandomKey.Step"/>.
    /// </param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <inheritdoc cref="Start" path="/exception"/>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public LangevinRun Run(Tensor x, int steps, RandomKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        return Engine(x).Run(x, steps, key, cancellationToken);
    }

    private ILangevinEngine Engine(Tensor x)
    {
        if (options.Backend == Backend.Torch)
            return torchEngine;
        var obstacle = FusedSupport.Obstacle(manifold, energy, options, x);
        if (obstacle is null)
        {
            ILangevinEngine? engine = x.dtype == ScalarType.Float32
                ? FusedEngine<float>.Bind(manifold, energy, options, out obstacle)
                : FusedEngine<double>.Bind(manifold, energy, options, out obstacle);
            if (engine is not null)
                return engine;
        }

        return options.Backend == Backend.Auto ? torchEngine : throw FusedSupport.Error(obstacle!);
    }
}
