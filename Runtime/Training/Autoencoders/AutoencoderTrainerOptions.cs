namespace DslManifolds.Training;

/// <summary>Settings of <see cref="AutoencoderTrainer"/>; the defaults are those of the paper's circle (Fig. 2).</summary>
public sealed record AutoencoderTrainerOptions
{
    /// <summary>Passes over the data. Default 300.</summary>
    public int Epochs { get; init; } = 300;

    /// <summary>Points of a training step. Default 100; the last step of an epoch takes what is left.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>Learning rate of Adam. Default 0.001.</summary>
    public double LearningRate { get; init; } = 0.001;

    /// <summary>
    /// The gradient of all parameters, those of encoder and decoder together, is scaled down to this norm where it is longer. Default 1;
    /// infinity for no limit.
    /// </summary>
    public double GradientNormLimit { get; init; } = 1;

    /// <summary>
    /// w: weight of the Kullback–Leibler divergence of a variational autoencoder. 0, the default, for a plain one, whose codes are not
    /// distributed; 0.01 in Fig. 4.
    /// </summary>
    public double DivergenceWeight { get; init; }

    /// <summary>Seed of the shuffles and of the codes' noise. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>Raises an <see cref="ArgumentException"/> that names the setting that makes no sense.</summary>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Epochs, nameof(Epochs));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(BatchSize, nameof(BatchSize));
        if (!(LearningRate > 0 && double.IsFinite(LearningRate)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(LearningRate), LearningRate, "The learning rate must be positive and finite.");
        }

        if (!(GradientNormLimit > 0))
            throw new ArgumentOutOfRangeException(nameof(GradientNormLimit), GradientNormLimit, "The limit must be positive.");
        if (!(DivergenceWeight >= 0 && double.IsFinite(DivergenceWeight)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(DivergenceWeight), DivergenceWeight, "The weight must be finite and not negative.");
        }
    }
}
