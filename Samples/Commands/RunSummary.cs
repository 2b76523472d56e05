using System.Globalization;
using DslManifolds.Samples.Plotting;
using DslManifolds.Samples.Reports;

namespace DslManifolds.Samples.Commands;

/// <summary>The few numbers and the paths that a run prints when it is done.</summary>
internal static class RunSummary
{
    private const string Mean = ".mean";

    private static readonly string[] Keys =
    [
        "mdf.distance_mean", "topology.components", "topology.euler", "topology.closed", "manifold.hausdorff",
        "density.tv", "density.nll_test", "density.nll_excluded", "samples.residual_max", "samples.distance_to_truth_max",
        "samples.wasserstein", "share_left", "langevin.ns_per_sample_step", "wall_s.total", "wall_s.process",
    ];

    /// <summary>Writes those of the numbers that the run or a part of it has, then its files.</summary>
    public static void Write(TextWriter output, MetricsWriter metrics, string folder, IReadOnlyList<string> files)
    {
        output.WriteLine();
        foreach (var key in metrics.Keys.Where(IsShown))
            output.WriteLine($"  {key,-36} {Number(metrics, key),12}");
        foreach (var key in metrics.Keys.Where(key => key.EndsWith(Mean, StringComparison.Ordinal)).Select(key => key[..^Mean.Length]))
        {
            if (IsShown(key))
                output.WriteLine($"  {key,-36} {Number(metrics, key + Mean),12} +- {Number(metrics, $"{key}.spread")}");
        }
        output.WriteLine();
        foreach (var file in files)
            output.WriteLine($"  {Path.Combine(folder, file)}");
        if (Typography.Advice is { } advice)
            output.WriteLine($"\n  {advice}");
    }

    // Of several seeds the numbers of each are in the file.
    private static bool IsShown(string key) => !key.StartsWith("seed-", StringComparison.Ordinal)
        && Keys.Any(shown => key == shown || IsOfPart(key, shown));

    private static string Number(MetricsWriter metrics, string key) =>
        metrics.Number(key).ToString("G5", CultureInfo.InvariantCulture);

    private static bool IsOfPart(string key, string shown) => key.EndsWith($".{shown}", StringComparison.Ordinal);
}
