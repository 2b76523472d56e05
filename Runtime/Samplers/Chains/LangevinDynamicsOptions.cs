using DslManifolds.Geometry;

namespace DslManifolds.Samplers;

/// <summary>Settings of <see cref="LangevinDynamics"/>.</summary>
/// <remarks>
/// What <see cref="ConstrainedLangevinOptions"/> says of step sizes and clamps holds here too: only with <see cref="StepSize"/> = ε² and a
/// clamp that never takes hold does the uncorrected chain sample exp(−E), up to an error of order ε². The paper's settings for its baselines
/// are neither (ε = 0.5, s = 10, clamp 0.03 in latent spaces; ε = 0.005, s up to 10, clamp 0.03 in the ambient one).
/// </remarks>
public sealed record LangevinDynamicsOptions
{
    /// <summary>Noise scale ε: standard deviation of a step along each axis. Default 0.1.</summary>
    public double NoiseScale { get; init; } = 0.1;

    /// <summary>
    /// Step size s in front of the energy's gradient, which moves x by −(s/2) ∇E. Null, the default, stands for ε².
    /// </summary>
    public double? StepSize { get; init; }

    /// <summary>Largest magnitude of an entry of ∇E; greater ones are cut to it. Null, the default, for no limit.</summary>
    public double? GradientClamp { get; init; }

    /// <summary>
    /// Whether proposals are accepted with the probability that makes exp(−E) the exact stationary density, whatever step size and clamp
    /// (MALA; Besag, 1994). Default false.
    /// </summary>
    public bool Metropolis { get; init; }

    /// <summary>Where chains live: a proposal outside is rejected. Null, the default, for all of ℝⁿ.</summary>
    public Box? Box { get; init; }

    /// <summary>What computes the chains. Default <see cref="DslManifolds.Backend.Auto"/>.</summary>
    /// <inheritdoc cref="ConstrainedLangevinOptions.Backend" path="/remarks"/>
    public Backend Backend { get; init; }

    /// <inheritdoc cref="ConstrainedLangevinOptions.Threads"/>
    public int? Threads { get; init; }

    /// <summary>Step size in force: <see cref="StepSize"/>, or ε².</summary>
    public double EffectiveStepSize => StepSize ?? NoiseScale * NoiseScale;

    /// <summary>Raises an <see cref="ArgumentException"/> that names the setting that makes no sense.</summary>
    public void Validate() => ToConstrained().Validate();

    /// <summary>The same settings as chains on a manifold have them, for <see cref="Training.EnergyTrainerOptions.Sampler"/>.</summary>
    public ConstrainedLangevinOptions ToConstrained() => WithoutManifold(new ConstrainedLangevinOptions
    {
        NoiseScale = NoiseScale,
        StepSize = StepSize,
        GradientClamp = GradientClamp,
        Metropolis = Metropolis,
        Box = Box,
        Backend = Backend,
        Threads = Threads,
    });

    /// <summary>
    /// Settings without the rules that guard a manifold: in ℝⁿ there is no other sheet, and a step back ends at x but for rounding, so that
    /// it is computed for the Metropolis correction alone and never judged.
    /// </summary>
    internal static ConstrainedLangevinOptions WithoutManifold(ConstrainedLangevinOptions options) => options with
    {
        Retraction = null,
        MaximumMove = double.PositiveInfinity,
        CheckReversibility = options.Metropolis,
        ReversibilityTolerance = double.MaxValue,
    };
}
