using DslManifolds.Samples.Commands;
using DslManifolds.Training;

namespace DslManifolds.Samples.Experiments;

/// <summary>Progress of several trainings that a trainer does one after the other, each with a curve of its own.</summary>
/// <param name="context">What the experiment runs with.</param>
/// <param name="title">What is trained.</param>
/// <param name="stage">The part of the run that is shown.</param>
internal sealed class AttemptProgress(RunContext context, string title, IRunStage stage) : IProgress<TrainingProgress>
{
    private StageProgress? current;

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        if (value.Epoch == 1 || current is null)
            current = new StageProgress(stage, context.Record.BeginTraining(title));
        current.Report(value);
    }
}
