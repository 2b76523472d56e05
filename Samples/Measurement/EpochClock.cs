using System.Diagnostics;
using DslManifolds.Training;

namespace DslManifolds.Samples.Measurement;

/// <summary>Times a training's epochs through its reports, and ends it once its time is over.</summary>
/// <param name="seconds">Time for the training.</param>
/// <param name="leastEpochs">Epochs that are run at least.</param>
internal sealed class EpochClock(double seconds, int leastEpochs = 5) : IProgress<TrainingProgress>, IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly List<double> reports = [];

    /// <summary>Cancelled when the time is over.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>
    /// Median seconds of an epoch. The first ones are left out: they come with the set-up, and with code being compiled.
    /// </summary>
    public double MedianEpoch
    {
        get
        {
            var first = 1 + (reports.Count - 2) / 5;
            return Timing.MedianOf(reports.Skip(first).Zip(reports.Skip(first - 1), (later, earlier) => later - earlier));
        }
    }

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        reports.Add(clock.Elapsed.TotalSeconds);
        if (reports[^1] >= seconds && reports.Count >= leastEpochs)
            source.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();
}
