using DslManifolds.Samples.Reports;

namespace DslManifolds.Samples.Commands;

/// <summary>The numbers of an experiment over several seeds.</summary>
internal static class SeedSummary
{
    // Numbers that say how a run was made, not what came of it.
    private static readonly string[] Settings = ["seed", "threads"];

    /// <summary>
    /// One flat report: what all runs have in common under its own key, <c>seed</c> the first and <c>seeds</c> how many; then for
    /// each number that every run has <c>KEY.mean</c> and <c>KEY.spread</c>, the standard deviation √(Σ (xᵢ − x̄)² / (N − 1)); then
    /// every number of every run as <c>seed-S.KEY</c>.
    /// </summary>
    /// <param name="runs">At least two runs, by their seeds.</param>
    public static MetricsWriter Of(IReadOnlyList<(int Seed, MetricsWriter Metrics)> runs)
    {
        var summary = new MetricsWriter();
        var first = runs[0].Metrics;
        foreach (var key in first.Keys)
        {
            if (first.Text(key) is { } text)
            {
                if (runs.All(run => run.Metrics.Has(key) && run.Metrics.Text(key) == text))
                    summary.Set(key, text);
            }
            else if (Settings.Contains(key))
            {
                summary.Set(key, (long)first.Number(key));
            }
            if (key == "seed")
                summary.Set("seeds", runs.Count);
        }
        var numbers = first.Keys.Where(key => first.Text(key) is null && !Settings.Contains(key));
        foreach (var key in numbers.Where(key => runs.All(run => run.Metrics.Has(key))))
        {
            var values = runs.Select(run => run.Metrics.Number(key)).ToArray();
            var mean = values.Average();
            summary.Set($"{key}.mean", mean);
            summary.Set($"{key}.spread", Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1)));
        }
        foreach (var (seed, metrics) in runs)
        {
            var part = summary.Under($"seed-{seed}");
            foreach (var key in metrics.Keys.Where(key => metrics.Text(key) is null && !Settings.Contains(key)))
                part.Set(key, metrics.Number(key));
        }
        return summary;
    }
}
