namespace DslManifolds.Training;

/// <summary>Settings of <see cref="ManifoldTrainer"/>; the defaults are those of the paper's circle (Fig. 1 and 2).</summary>
public sealed record ManifoldTrainerOptions
{
    /// <summary>Passes over the data. Default 100.</summary>
    public int Epochs { get; init; } = 100;

    /// <summary>Points of a training step. Default 100; the last step of an epoch takes what is left.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>Learning rate of Adam. Default 0.01.</summary>
    public double LearningRate { get; init; } = 0.01;

    /// <summary>How the learning rate changes from step to step. Default: not at all, as in the paper.</summary>
    public LearningRateSchedule Schedule { get; init; }

    /// <summary>η: least singular value of the Jacobian that draws no penalty. Default 1.</summary>
    public double MinSingularValue { get; init; } = 1;

    /// <summary>α: weight of the rank regularizer. Default 1; 0 leaves it out (Fig. 3).</summary>
    public double RankWeight { get; init; } = 1;

    /// <summary>
    /// Keeps the manifold compact inside a box; for one output. Null, the default and the paper's, to leave it out.
    /// </summary>
    public BorderHingeOptions? BorderHinge { get; init; }

    /// <summary>Seed of the shuffles, of v and of the border's points. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>
    /// What computes the steps. Default <see cref="Backend.Auto"/>. Fused kernels train declared types with a function of their own;
    /// compositions train through libtorch.
    /// </summary>
    public Backend Backend { get; init; }

    /// <summary>Raises an <see cref="ArgumentException"/> that names the setting that makes no sense.</summary>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Epochs, nameof(Epochs));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(BatchSize, nameof(BatchSize));
        TrainingBackend.Validate(Backend, nameof(Backend));
        ScheduledRate.Validate(Schedule, nameof(Schedule));
        BorderHinge?.Validate();
        if (!(LearningRate > 0 && double.IsFinite(LearningRate)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(LearningRate), LearningRate, "The learning rate must be positive and finite.");
        }

        if (!(MinSingularValue >= 0 && double.IsFinite(MinSingularValue)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(MinSingularValue), MinSingularValue, "The least singular value must be finite and not negative.");
        }

        if (!(RankWeight >= 0 && double.IsFinite(RankWeight)))
            throw new ArgumentOutOfRangeException(nameof(RankWeight), RankWeight, "The weight must be finite and not negative.");
    }
}
