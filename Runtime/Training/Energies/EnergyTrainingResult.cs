using DslManifolds.Samplers;

namespace DslManifolds.Training;

/// <summary>What <see cref="EnergyTrainer"/> gives.</summary>
/// <param name="Epochs">Losses of each epoch, averaged over its points.</param>
/// <param name="Counts">How all chain steps of the training ended.</param>
public sealed record EnergyTrainingResult(IReadOnlyList<EnergyLoss> Epochs, LangevinCounts Counts);
