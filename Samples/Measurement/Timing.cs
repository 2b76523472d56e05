using System.Diagnostics;

namespace DslManifolds.Samples.Measurement;

/// <summary>Medians of repeated calls, after a warm-up.</summary>
/// <param name="Budget">
/// Seconds to spend on one figure, warm-up aside; at least <see cref="LeastRepetitions"/> calls are timed.
/// </param>
internal sealed record Timing(double Budget = 0.5)
{
    /// <summary>Calls that are timed at least.</summary>
    public int LeastRepetitions { get; init; } = 3;

    /// <summary>Median seconds of a call.</summary>
    public double Median(Action action)
    {
        // Two calls at least: the first compiles, the second has the code that the first one asked for.
        var warm = Stopwatch.StartNew();
        action();
        do
            action();
        while (warm.Elapsed.TotalSeconds < Budget / 4);
        var times = new List<double>();
        var clock = Stopwatch.StartNew();
        while (times.Count < LeastRepetitions || clock.Elapsed.TotalSeconds < Budget)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return MedianOf(times);
    }

    /// <summary>The middle number, or the mean of the two in the middle.</summary>
    public static double MedianOf(IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
