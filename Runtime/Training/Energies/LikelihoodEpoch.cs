namespace DslManifolds.Training;

/// <summary>Negative log-likelihoods of an epoch, in nats a point: the mean of E + log Z.</summary>
/// <param name="Training">Of the training points, averaged over the epoch's steps.</param>
/// <param name="Validation">Of the validation points at the end of the epoch; null without any.</param>
public readonly record struct LikelihoodEpoch(double Training, double? Validation);
