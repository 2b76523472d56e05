using System.Globalization;
using DslManifolds.Samples.Commands;
using DslManifolds.Samples.Reports;
using DslManifolds.Training;

namespace DslManifolds.Samples.Experiments;

/// <summary>Passes a trainer's progress on to the display, at once and in order, and keeps it.</summary>
/// <param name="stage">The part of the run that is shown.</param>
/// <param name="curve">Where it is kept.</param>
internal sealed class StageProgress(IRunStage stage, TrainingCurve curve) : IProgress<TrainingProgress>
{
    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        curve.Add(value);
        var loss = value.Loss.ToString("0.00000", CultureInfo.InvariantCulture);
        var accepted = value.Counts is { } counts
            ? string.Create(CultureInfo.InvariantCulture, $"  accepted {100 * counts.AcceptanceRate:0.0} %")
            : "";
        stage.Report(value.Epoch, $"loss {loss}{accepted}");
    }
}
