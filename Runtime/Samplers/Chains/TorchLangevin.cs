using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Solvers;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Samplers;

/// <summary>The step of <see cref="ConstrainedLangevin"/> by libtorch: for any manifold, energy, device and retraction.</summary>
internal sealed class TorchLangevin : ILangevinEngine
{
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

    /// <summary>Dynamics for a density on a manifold, with settings that make sense.</summary>
    public TorchLangevin(IManifold manifold, IEnergy energy, ConstrainedLangevinOptions options)
    {
        this.manifold = manifold;
        this.energy = energy;
        this.options = options;
        retraction = manifold is EuclideanSpace ? new StraightRetraction() : options.Retraction ?? new NewtonRetraction();
        rules = new ProposalRules(options, manifold);
        noiseScale = options.NoiseScale;
        halfStep = 0.5 * options.EffectiveStepSize;
        minusHalfStep = -0.5 * options.EffectiveStepSize;
        if (options.GradientClamp is not { } limit)
            return;
        clamp = limit;
        minusClamp = -limit;
    }

    /// <inheritdoc/>
    public LangevinState Start(Tensor x)
    {
        using var noGradient = no_grad();
        var values = OnManifold.Require(manifold, x, options.StartTolerance, nameof(x));
        var frame = retraction.At(manifold, x);
        if (!options.Metropolis)
            return new LangevinState(new TorchChains(frame, values, energies: null, force: null));
        var (energies, force) = EnergyAndForce(frame);
        return new LangevinState(new TorchChains(frame, values, energies, force));
    }

    /// <inheritdoc/>
    public LangevinStep Step(RandomKey key, LangevinState state)
    {
        using var noGradient = no_grad();
        var chains = (TorchChains)state.Content;
        var frame = chains.Frame;
        var points = frame.Points;
        using var noise = RandomTensors.Normals(
            LangevinKeys.Noise(key),
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
        using var drifted = chains.Force is { } force ? moved.add(force, minusHalfStep) : null;
        var outcomes = new StepOutcome[points.shape[0]];
        var displacements = HostTransfer.Read(drifted ?? moved);
        using var screened = rules.Screen(displacements, outcomes)
            ? HostTransfer.Write(displacements, points.shape[0], manifold.AmbientDimension, points.dtype, points.device)
            : null;
        using var solve = frame.Retract(screened ?? drifted ?? moved);
        var values = HostTransfer.Read(solve.Value);
        rules.Judge(solve, chains.Values, values, outcomes);
        double[]? energies = null;
        Tensor? nextForce = null;
        if (options.CheckReversibility)
            (energies, nextForce) = StepBack(key, chains, solve.Value, moved, outcomes);
        var next = Next(chains, values, energies, nextForce, outcomes);
        state.Release();
        GC.KeepAlive(this);
        return new LangevinStep(next, outcomes, LangevinCounts.Of(outcomes));
    }

    /// <inheritdoc/>
    public LangevinRun Run(Tensor x, int steps, RandomKey key, CancellationToken cancellationToken)
    {
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
        RandomKey key, TorchChains chains, Tensor proposal, Tensor momentum, StepOutcome[] outcomes)
    {
        var points = chains.Points;

        // Chains that are rejected already are put at x: nothing that is not finite goes on from here.
        using var valid = AcceptedColumn(outcomes, points.device);
        using var target = where(valid, proposal, points);
        using var back = retraction.At(manifold, target);
        using var difference = points.sub(target);
        using var displacement = back.Project(difference);
        using (var solve = back.Retract(displacement))
            rules.JudgeStepBack(solve, chains.Values, outcomes);
        if (!options.Metropolis)
            return (null, null);

        var (energies, force) = EnergyAndForce(back);
        using var kick = displacement.add(force, halfStep);
        var uniforms = new double[outcomes.Length];
        CounterRandom.Uniforms(LangevinKeys.Acceptance(key), uniforms, 1);
        rules.JudgeMetropolis(
            chains.Energies!, HostTransfer.Read(momentum), energies, HostTransfer.Read(kick), uniforms, outcomes);
        return (energies, force);
    }

    /// <summary>The chains after a step, which take over what the chains before it held.</summary>
    private LangevinState Next(
        TorchChains chains, double[] values, double[]? energies, Tensor? force, StepOutcome[] outcomes)
    {
        using var accepted = AcceptedColumn(outcomes, chains.Points.device);
        Tensor? nextForce = null;
        if (force is not null)
        {
            using (force)
                nextForce = where(accepted, force, chains.Force!).DetachFromDisposeScope();
        }

        var width = manifold.AmbientDimension;
        for (var i = 0; i < outcomes.Length; i++)
        {
            if (outcomes[i] == StepOutcome.Accepted)
                continue;
            chains.Values.AsSpan(i * width, width).CopyTo(values.AsSpan(i * width, width));
            if (energies is not null)
                energies[i] = chains.Energies![i];
        }

        using var vector = accepted.squeeze(1);
        var frame = chains.Frame.Advance(vector);
        chains.Force?.Dispose();
        return new LangevinState(new TorchChains(frame, values, energies, nextForce));
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
