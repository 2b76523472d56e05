using DslManifolds.Samplers;

namespace DslManifolds.Training;

/// <summary>What a trainer reports after each epoch.</summary>
/// <param name="Phase">Which part of the model is being trained.</param>
/// <param name="Epoch">Epochs done, from 1.</param>
/// <param name="Epochs">Epochs in all.</param>
/// <param name="Loss">Mean loss over the epoch's training points.</param>
/// <param name="Counts">How the epoch's chain steps ended; null where none are made.</param>
public sealed record TrainingProgress(TrainingPhase Phase, int Epoch, int Epochs, double Loss, LangevinCounts? Counts = null);
