namespace DslManifolds.Training;

/// <summary>A loss or a gradient was not finite. The parameters are still those before the step that failed.</summary>
/// <param name="message">What was not finite, when, and what to do.</param>
public sealed class TrainingDivergedException(string message) : Exception(message);
