using System.Collections.Immutable;
using DslManifolds.Geometry;
using DslManifolds.Samplers;

namespace DslManifolds.Training;

/// <summary>Settings of <see cref="EnergyTrainer"/>; the defaults are those of the paper's circle (Fig. 2).</summary>
/// <param name="NoiseBox">
/// Where noise for fresh chains is drawn. Chains live in it too, unless the sampler names a box of its own.
/// </param>
public sealed record EnergyTrainerOptions(Box NoiseBox)
{
    /// <summary>
    /// Rounds, one after the other, mostly of growing chain length. Default one round of 40 epochs with 10 steps.
    /// </summary>
    public ImmutableArray<LangevinRound> Rounds { get; init; } = [new LangevinRound(Epochs: 40, Steps: 10)];

    /// <summary>Points of a training step, and chains. Default 100; the last step of an epoch takes what is left.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>Learning rate of Adam. Default 0.01.</summary>
    public double LearningRate { get; init; } = 0.01;

    /// <summary>How the learning rate changes from step to step, over all rounds. Default: not at all, as in the paper.</summary>
    public LearningRateSchedule Schedule { get; init; }

    /// <summary>
    /// The parameters' gradient is scaled down to this norm where it is longer. Default 1; infinity for no limit.
    /// </summary>
    public double GradientNormLimit { get; init; } = 1;

    /// <summary>β: weight of the energies' squares, which keeps them from drifting. Default 0.1.</summary>
    public double EnergyWeight { get; init; } = 0.1;

    /// <summary>
    /// Settings of the chains. Default ε = 0.3, s = 1, ∇E clamped to 0.1: the paper's values, under which chains sample a flatter
    /// density than exp(−E); see <see cref="ConstrainedLangevinOptions"/>.
    /// </summary>
    public ConstrainedLangevinOptions Sampler { get; init; } = new() { NoiseScale = 0.3, StepSize = 1, GradientClamp = 0.1 };

    /// <summary>Settings of the buffer that chains start from.</summary>
    public ReplayBufferOptions Buffer { get; init; } = new();

    /// <summary>
    /// How noise is projected onto the manifold. Null, the default, for the defaults of <see cref="ManifoldProjection"/>.
    /// </summary>
    public ManifoldProjectionOptions? Projection { get; init; }

    /// <summary>
    /// Share of the epochs, the last ones, whose parameters are averaged into the result; from 0, the default and the paper's, to 1.
    /// At a constant learning rate contrastive divergence does not settle: on the paper's circle the total variation of the last
    /// step's density moves by 0.05 and more from one epoch to the next, that of a mean over the last quarter does not.
    /// </summary>
    public double AveragedShare { get; init; }

    /// <summary>Seed of shuffles, starting points and chains. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>
    /// What computes the steps. Default <see cref="Backend.Auto"/>. Fused kernels train declared types with a function of their own;
    /// compositions train through libtorch. Chains and the projection of noise follow to <see cref="Backend.Torch"/> where their own
    /// backend is <see cref="Backend.Auto"/>.
    /// </summary>
    public Backend Backend { get; init; }

    /// <summary>Epochs of all rounds.</summary>
    public int TotalEpochs => Rounds.IsDefault ? 0 : Rounds.Sum(round => round.Epochs);

    /// <summary>Raises an <see cref="ArgumentException"/> that names the setting that makes no sense.</summary>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(NoiseBox, nameof(NoiseBox));
        ArgumentNullException.ThrowIfNull(Sampler, nameof(Sampler));
        ArgumentNullException.ThrowIfNull(Buffer, nameof(Buffer));
        Sampler.Validate();
        Buffer.Validate();
        if (Rounds.IsDefaultOrEmpty || Rounds.Any(round => round is not { IsValid: true }))
        {
            throw new ArgumentException(
                "At least one round is needed, each of at least one epoch and one step, with a step size that is finite and not negative.",
                nameof(Rounds));
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(BatchSize, nameof(BatchSize));
        TrainingBackend.Validate(Backend, nameof(Backend));
        ScheduledRate.Validate(Schedule, nameof(Schedule));
        if (!(LearningRate > 0 && double.IsFinite(LearningRate)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(LearningRate), LearningRate, "The learning rate must be positive and finite.");
        }

        if (!(AveragedShare is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(AveragedShare), AveragedShare, "The share must be from 0 to 1.");
        if (!(GradientNormLimit > 0))
            throw new ArgumentOutOfRangeException(nameof(GradientNormLimit), GradientNormLimit, "The limit must be positive.");
        if (!(EnergyWeight >= 0 && double.IsFinite(EnergyWeight)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(EnergyWeight), EnergyWeight, "The weight must be finite and not negative.");
        }
    }
}
