using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Solvers;
using TorchSharp;
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
    private const ulong NoisePurpose = 0;
    private const ulong AcceptancePurpose = 1;

    private readonly IManifold manifold;
    private readonly IEnergy energy;
    private readonly ConstrainedLangevinOptions options;
    private readonly IRetraction retraction;
    private readonly ProposalRules rules;

    // Kept for as long as the sampler lives: TorchSharp does not hold a scalar during a call, so one made for the call alone can
    // be finalized under it when another thread starts a garbage collection.
    private readonly Scalar noiseScale;
    private readonly Scalar halfStep;
    private readonly Scalar minusHalfStep;
    private readonly Scalar? clamp;
    private readonly Scalar? minusClamp;

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
        retraction = this.options.Retraction ?? new NewtonRetraction();
        rules = new ProposalRules(this.options, manifold);
        noiseScale = this.options.NoiseScale;
        halfStep = 0.5 * this.options.EffectiveStepSize;
        minusHalfStep = -0.5 * this.options.EffectiveStepSize;
        if (this.options.GradientClamp is not { } limit)
            return;
        clamp = limit;
        minusClamp = -limit;
    }

    /// <summary>Settings in force.</summary>
    public ConstrainedLangevinOptions Options => options;

    /// <summary>Puts chains on points of the manifold.</summary>
    /// <param name="x">Points, (batch, n); copied.</param>
    /// <exception cref="ArgumentException">
    /// A wrong shape, or a point that is not finite or off the manifold by more than <see
    /// cref="ConstrainedLangevinOptions.StartTolerance"/>: project points first.
    /// </exception>
    public LangevinState Start(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        using var noGradient = no_grad();
        var values = OnManifold.Require(manifold, x, options.StartTolerance, nameof(x));
        var frame = retraction.At(manifold, x);
        if (!options.Metropolis)
            return new LangevinState(frame, values, energies: null, force: null);
        var (energies, force) = EnergyAndForce(frame);
        return new LangevinState(frame, values, energies, force);
    }

    /// <summary>One step of every chain.</summary>
    /// <param name="key">Names the step's random numbers; use each key once.</param>
    /// <param name="state">Where the chains are; used up.</param>
    /// <exception cref="ArgumentException">
    /// The state is another sampler's, with other settings of the Metropolis correction.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The state has been used up.</exception>
    public LangevinStep Step(RandomKey key, LangevinState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        using var noGradient = no_grad();
        var frame = state.Frame;
        var points = frame.Points;
        if (options.Metropolis != (state.Force is not null))
        {
            throw new ArgumentException(
                "The state is another sampler's, with or without the Metropolis correction; start the chains with this sampler.",
                nameof(state));
        }

        using var noise = RandomTensors.Normals(
            key.Derive(NoisePurpose) with { Step = key.Step, Chain = key.Chain },
            points.shape[0],
            manifold.AmbientDimension,
            points.dtype,
            points.device);

        // ε r₀ − (s/2) ∇E is projected whole; only the Metropolis correction needs the two apart.
        if (!options.Metropolis && options.EffectiveStepSize > 0)
        {
            using var gradient = ClampedGradient(points);
            noise.mul_(noiseScale).add_(gradient, minusHalfStep);
        }
        else
        {
            noise.mul_(noiseScale);
        }

        using var moved = frame.Project(noise);
        using var drifted = state.Force is { } force ? moved.add(force, minusHalfStep) : null;
        var outcomes = new StepOutcome[points.shape[0]];
        var displacements = HostTransfer.Read(drifted ?? moved);
        using var screened = rules.Screen(displacements, outcomes)
            ? HostTransfer.Write(displacements, points.shape[0], manifold.AmbientDimension, points.dtype, points.device)
            : null;
        using var solve = frame.Retract(screened ?? drifted ?? moved);
        var values = HostTransfer.Read(solve.Value);
        rules.Judge(solve, state.Values, values, outcomes);
        double[]? energies = null;
        Tensor? nextForce = null;
        if (options.CheckReversibility)
            (energies, nextForce) = StepBack(key, state, solve.Value, moved, outcomes);
        var next = Next(state, values, energies, nextForce, outcomes);
        GC.KeepAlive(this);
        return new LangevinStep(next, outcomes, LangevinCounts.Of(outcomes));
    }

    /// <summary>Runs chains from points of the manifold.</summary>
    /// <param name="x">Where they start, (batch, n); see <see cref="Start"/>.</param>
    /// <param name="steps">Steps of each chain.</param>
    /// <param name="key">
    /// Names the first step's random numbers; later steps count up from its <see cref="RandomKey.Step"/>.
    /// </param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public LangevinRun Run(Tensor x, int steps, RandomKey key, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        var counts = default(LangevinCounts);
        var state = Start(x);
        try
        {
            for (var step = 0; step < steps; step++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var result = Step(key.After((ulong)step), state);
                state = result.State;
                counts += result.Counts;
            }

            return new LangevinRun(state.Points.clone(), counts);
        }
        finally
        {
            state.Dispose();
        }
    }

    /// <summary>
    /// Marks proposals from which the step back does not end at x, and, with the Metropolis correction, those that it rejects.
    /// </summary>
    /// <returns>Energy and force where each proposal still holds, those of x elsewhere; null without the correction.</returns>
    private (double[]? Energies, Tensor? Force) StepBack(
        RandomKey key, LangevinState state, Tensor proposal, Tensor momentum, StepOutcome[] outcomes)
    {
        var points = state.Points;

        // Chains that are rejected already are put at x: nothing that is not finite goes on from here.
        using var valid = AcceptedColumn(outcomes, points.device);
        using var target = where(valid, proposal, points);
        using var back = retraction.At(manifold, target);
        using var difference = points.sub(target);
        using var displacement = back.Project(difference);
        using (var solve = back.Retract(displacement))
            rules.JudgeStepBack(solve, state.Values, outcomes);
        if (!options.Metropolis)
            return (null, null);

        var (energies, force) = EnergyAndForce(back);
        using var kick = displacement.add(force, halfStep);
        var uniforms = new double[outcomes.Length];
        CounterRandom.Uniforms(key.Derive(AcceptancePurpose) with { Step = key.Step, Chain = key.Chain }, uniforms, 1);
        rules.JudgeMetropolis(
            state.Energies!, HostTransfer.Read(momentum), energies, HostTransfer.Read(kick), uniforms, outcomes);
        return (energies, force);
    }

    private LangevinState Next(
        LangevinState state, double[] values, double[]? energies, Tensor? force, StepOutcome[] outcomes)
    {
        using var accepted = AcceptedColumn(outcomes, state.Points.device);
        Tensor? nextForce = null;
        if (force is not null)
        {
            using (force)
                nextForce = where(accepted, force, state.Force!).DetachFromDisposeScope();
        }

        var width = manifold.AmbientDimension;
        for (var i = 0; i < outcomes.Length; i++)
        {
            if (outcomes[i] == StepOutcome.Accepted)
                continue;
            state.Values.AsSpan(i * width, width).CopyTo(values.AsSpan(i * width, width));
            if (energies is not null)
                energies[i] = state.Energies![i];
        }

        using var vector = accepted.squeeze(1);
        return new LangevinState(state.Advance(vector), values, energies, nextForce);
    }

    private (double[] Energies, Tensor Force) EnergyAndForce(ITangentFrame frame)
    {
        var (values, gradient) = energy.EnergyAndGradient(frame.Points);
        using (values)
        using (gradient)
        {
            Clamp(gradient);
            return (HostTransfer.Read(values), frame.Project(gradient).DetachFromDisposeScope());
        }
    }

    private Tensor ClampedGradient(Tensor x)
    {
        var gradient = energy.EnergyGradient(x);
        Clamp(gradient);
        return gradient;
    }

    private void Clamp(Tensor gradient)
    {
        if (clamp is not null)
            gradient.clamp_(minusClamp, clamp);
    }

    private static Tensor AcceptedColumn(StepOutcome[] outcomes, Device device) =>
        HostTransfer.WriteMask(Array.ConvertAll(outcomes, outcome => outcome == StepOutcome.Accepted), device);
}
