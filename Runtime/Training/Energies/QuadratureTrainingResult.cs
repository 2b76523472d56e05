namespace DslManifolds.Training;

/// <summary>What <see cref="QuadratureTrainer"/> gives.</summary>
/// <param name="Epochs">The likelihoods of each epoch that was gone through.</param>
/// <param name="KeptEpoch">The epoch, from 1, whose parameters the energy has: the best of the validation, or without one the last.</param>
public sealed record QuadratureTrainingResult(IReadOnlyList<LikelihoodEpoch> Epochs, int KeptEpoch);
