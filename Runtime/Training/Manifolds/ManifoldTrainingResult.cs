namespace DslManifolds.Training;

/// <summary>What <see cref="ManifoldTrainer"/> gives.</summary>
/// <param name="Epochs">Losses of each epoch, averaged over its points.</param>
public sealed record ManifoldTrainingResult(IReadOnlyList<ManifoldLoss> Epochs);
