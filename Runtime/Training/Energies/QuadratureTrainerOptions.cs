namespace DslManifolds.Training;

/// <summary>Settings of <see cref="QuadratureTrainer"/>.</summary>
public sealed record QuadratureTrainerOptions
{
    /// <summary>Passes over the data at most. Default 100.</summary>
    public int Epochs { get; init; } = 100;

    /// <summary>Points of a training step. Default 100; the last step of an epoch takes what is left.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>
    /// Nodes N of a training step, drawn anew for each. Default 400. The error of log Z in a step falls with their number, faster than
    /// 1/√N since every stretch of the manifold gets its own; the time of a step grows with it.
    /// </summary>
    public int Nodes { get; init; } = 400;

    /// <summary>Learning rate of Adam at the first step. Default 0.01.</summary>
    public double LearningRate { get; init; } = 0.01;

    /// <summary>How the learning rate changes from step to step. Default <see cref="LearningRateSchedule.Cosine"/>.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Cosine;

    /// <summary>
    /// The parameters' gradient is scaled down to this norm where it is longer. Default 1; infinity for no limit.
    /// </summary>
    public double GradientNormLimit { get; init; } = 1;

    /// <summary>
    /// The energy's first matrix is multiplied by this before the first step. Default 1. Above 1 the energy starts with features as fine
    /// as the density is to have; what is gained shows in the likelihood of points that were held out.
    /// </summary>
    public double FirstLayerScale { get; init; } = 1;

    /// <summary>
    /// With validation points: training ends after so many epochs in a row without a better likelihood of theirs. Null, the default, to
    /// go through all epochs; the best parameters are kept either way.
    /// </summary>
    public int? Patience { get; init; }

    /// <summary>Seed of shuffles and nodes. Default 0.</summary>
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
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Nodes, nameof(Nodes));
        TrainingBackend.Validate(Backend, nameof(Backend));
        ScheduledRate.Validate(Schedule, nameof(Schedule));
        if (!(LearningRate > 0 && double.IsFinite(LearningRate)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(LearningRate), LearningRate, "The learning rate must be positive and finite.");
        }

        if (!(GradientNormLimit > 0))
            throw new ArgumentOutOfRangeException(nameof(GradientNormLimit), GradientNormLimit, "The limit must be positive.");
        if (!(FirstLayerScale > 0 && double.IsFinite(FirstLayerScale)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(FirstLayerScale), FirstLayerScale, "The factor must be positive and finite.");
        }

        if (Patience is < 1)
            throw new ArgumentOutOfRangeException(nameof(Patience), Patience, "The patience must be at least one epoch.");
    }
}
