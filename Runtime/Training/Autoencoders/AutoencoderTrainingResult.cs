namespace DslManifolds.Training;

/// <summary>What <see cref="AutoencoderTrainer"/> gives.</summary>
/// <param name="Epochs">Losses of each epoch, averaged over its points.</param>
public sealed record AutoencoderTrainingResult(IReadOnlyList<AutoencoderLoss> Epochs);
