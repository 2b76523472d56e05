using DslManifolds.Training;

namespace DslManifolds.Runtime.Tests.Training;

/// <summary>Keeps what a trainer reports, on the trainer's own thread.</summary>
internal sealed class Reports(Action<TrainingProgress>? also = null) : IProgress<TrainingProgress>
{
    public List<TrainingProgress> All { get; } = [];

    public void Report(TrainingProgress value)
    {
        All.Add(value);
        also?.Invoke(value);
    }
}
