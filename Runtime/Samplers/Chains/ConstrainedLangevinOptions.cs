using DslManifolds.Geometry;

namespace DslManifolds.Samplers;

/// <summary>Settings of <see cref="ConstrainedLangevin"/>.</summary>
/// <remarks>
/// The chain samples exp(−E) only if <see cref="StepSize"/> is ε² and <see cref="GradientClamp"/> never takes hold, and then up
/// to an error of order ε². Without <see cref="Metropolis"/>, a step size s ≠ ε² makes it sample exp(−(s/ε²) E), and a clamp
/// flattens what it samples where the energy is steep. The paper trains its energies with such settings (Fig. 2: ε = 0.3, s = 1,
/// clamp 0.1), so its presets hold them. With <see cref="Metropolis"/> both shape the proposal alone, and the chain samples
/// exp(−E) exactly.
/// </remarks>
public sealed record ConstrainedLangevinOptions
{
    /// <summary>
    /// Noise scale ε: standard deviation of a step along each tangent direction. Default 0.1, as in Fig. 5 to 7.
    /// </summary>
    public double NoiseScale { get; init; } = 0.1;

    /// <summary>
    /// Step size s in front of the energy's gradient, which moves x by −(s/2) ∇E. Null, the default, stands for ε².
    /// </summary>
    public double? StepSize { get; init; }

    /// <summary>Largest magnitude of an entry of ∇E; greater ones are cut to it. Null, the default, for no limit.</summary>
    public double? GradientClamp { get; init; }

    /// <summary>How proposals are brought back to the manifold. Null, the default, for <see cref="NewtonRetraction"/>.</summary>
    /// <remarks>
    /// The paper takes one step of L-BFGS with strong Wolfe line search over the whole batch (<see cref="LbfgsRetraction"/>
    /// solves each sample by itself); Newton's method finds the same points in two to four evaluations.
    /// </remarks>
    public IRetraction? Retraction { get; init; }

    /// <summary>
    /// Limit on a move, in units of ε √m, m the intrinsic dimension: a proposal with |x′ − x| beyond it is rejected. Default 3;
    /// infinity for none.
    /// </summary>
    /// <remarks>
    /// The noise alone passes the default once in 370 steps for m = 1, once in 8,000 for m = 2, ever less often above; jumps to
    /// other sheets of the zero set pass it mostly. The drift adds up to (s/2) · clamp · √n: where that is not small against ε
    /// √m, or where no clamp bounds it, raise the limit. The rule is the same in both directions, so <see cref="Metropolis"/>
    /// stays exact.
    /// </remarks>
    public double MaximumMove { get; init; } = 3;

    /// <summary>
    /// Whether a proposal x′ counts only if a step back, by the tangent part of x − x′ at x′, ends at x. Default true.
    /// </summary>
    /// <remarks>
    /// It keeps chains from slipping, through a projection that ends on another sheet, to places from which no step leads back.
    /// It costs about as much as the step itself; without it the paper's algorithm remains.
    /// </remarks>
    public bool CheckReversibility { get; init; } = true;

    /// <summary>How near to x the step back must end, in units of ε. Default 0.01.</summary>
    public double ReversibilityTolerance { get; init; } = 0.01;

    /// <summary>
    /// Whether proposals are accepted with probability min(1, exp(H − H′)), H = E + |r|²/2, which makes exp(−E) the exact
    /// stationary density. Default false. Needs <see cref="CheckReversibility"/>.
    /// </summary>
    public bool Metropolis { get; init; }

    /// <summary>Where chains live: a proposal outside is rejected. Null, the default, for all of ℝⁿ.</summary>
    public Box? Box { get; init; }

    /// <summary>Largest |F_i(x)| of a starting point. Default 1e-4.</summary>
    public double StartTolerance { get; init; } = 1e-4;

    /// <summary>What computes the chains. Default <see cref="DslManifolds.Backend.Auto"/>.</summary>
    /// <remarks>
    /// The generated kernels need a declared manifold and a declared energy with parameters on the processor, points in float or double
    /// there too, and a retraction of this library: <see cref="NewtonRetraction"/> or <see cref="LbfgsRetraction"/>. Both backends take
    /// the same steps within rounding; with the kernels results are equal to the bit for any split of a batch and any number of threads.
    /// </remarks>
    public Backend Backend { get; init; }

    /// <summary>
    /// Most threads for the generated kernels. Null, the default, for as many as libtorch uses. A batch too small to gain from more
    /// threads stays on one.
    /// </summary>
    public int? Threads { get; init; }

    /// <summary>Step size in force: <see cref="StepSize"/>, or ε².</summary>
    public double EffectiveStepSize => StepSize ?? NoiseScale * NoiseScale;

    /// <summary>Raises an <see cref="ArgumentException"/> that names the setting that makes no sense.</summary>
    public void Validate()
    {
        RequirePositive(NoiseScale, nameof(NoiseScale));
        RequirePositive(ReversibilityTolerance, nameof(ReversibilityTolerance));
        RequirePositive(StartTolerance, nameof(StartTolerance));
        if (StepSize is { } step && !(step >= 0 && double.IsFinite(step)))
            throw new ArgumentOutOfRangeException(nameof(StepSize), step, "The step size must be finite and not negative.");
        if (GradientClamp is { } clamp)
            RequirePositive(clamp, nameof(GradientClamp));
        if (Threads is { } threads)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads, nameof(Threads));
        if (!Enum.IsDefined(Backend))
            throw new ArgumentOutOfRangeException(nameof(Backend), Backend, "The backend is Auto, Fused or Torch.");
        if (!(MaximumMove > 0))
            throw new ArgumentOutOfRangeException(nameof(MaximumMove), MaximumMove, "The limit on moves must be positive.");
        if (Metropolis && !CheckReversibility)
        {
            throw new ArgumentException(
                "The Metropolis correction is exact for reversible steps only; leave CheckReversibility on.",
                nameof(CheckReversibility));
        }
    }

    private static void RequirePositive(double value, string name)
    {
        if (!(value > 0 && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(name, value, "The value must be positive and finite.");
    }
}
