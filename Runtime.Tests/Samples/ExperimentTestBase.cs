using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using DslManifolds.Geometry;
using DslManifolds.Samples.Commands;
using DslManifolds.Samples.Data;
using DslManifolds.Samples.Reports;
using SkiaSharp;

namespace DslManifolds.Runtime.Tests.Samples;

/// <summary>Runs experiments through the command line, in a folder of their own, and reads what they leave.</summary>
public abstract class ExperimentTestBase : IDisposable
{
    private static readonly string[] RunKeys =
    [
        "experiment", "seed", "backend", "device", "threads", "wall_s.mdf", "wall_s.ebm", "wall_s.total", "wall_s.process",
        "mdf.attempts",
    ];

    protected static readonly string[] ModelKeys =
    [
        "mdf.distance_mean", "mdf.distance_max", "mdf.sigma_min",
        "topology.components", "topology.euler", "topology.closed",
        "manifold.hausdorff", "manifold.hausdorff.to_truth", "manifold.hausdorff.from_truth", "samples.residual_max",
        "samples.distance_to_truth_max", "samples.wasserstein", "samples.wasserstein_floor", "samples.wasserstein_points",
        "samples.wasserstein_method", "sampler.accepted",
        "sampler.not_converged", "sampler.not_finite", "sampler.left_box", "sampler.moved_too_far", "sampler.not_reversible",
        "sampler.metropolis_rejected",
        "langevin.ns_per_sample_step",
    ];

    protected string Folder { get; } = Directory.CreateTempSubdirectory("dslmanifolds-run-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    // Pairs of angles that cover the torus evenly, at random, in degrees.
    protected string WriteAngles(int count)
    {
        var random = new Random(5);
        var rows = Enumerable.Range(0, count).Select(_ => string.Create(
            CultureInfo.InvariantCulture, $"{360 * random.NextDouble() - 180},{360 * random.NextDouble() - 180}"));
        var path = Path.Combine(Folder, "angles.csv");
        File.WriteAllText(path, "phi,psi\n" + string.Join('\n', rows));
        return path;
    }

    protected static void AssertKeys(Dictionary<string, JsonElement> metrics, params string[] own) =>
        Assert.Equal(RunKeys.Concat(own).Order(StringComparer.Ordinal), metrics.Keys.Order(StringComparer.Ordinal));

    protected static (int, int, int) Topology(Dictionary<string, JsonElement> metrics, string part = "") =>
        (metrics[$"{part}topology.components"].GetInt32(), metrics[$"{part}topology.euler"].GetInt32(),
            metrics[$"{part}topology.closed"].GetInt32());

    protected Dictionary<string, JsonElement> Run(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = new CommandLine(output, error).Invoke(["run", .. arguments, "--out", Path.Combine(Folder, "result")]);
        Assert.Equal("", error.ToString());
        Assert.Equal(ExitCode.Success, code);
        using var json = JsonDocument.Parse(File.ReadAllText(FileAt("metrics.json")));
        Assert.All(json.RootElement.EnumerateObject(), property => Assert.True(
            MetricMeanings.Of(property.Name) is not null, $"{property.Name} has no meaning; give it one in MetricMeanings."));
        return json.RootElement.EnumerateObject().ToDictionary(property => property.Name, property => property.Value.Clone());
    }

    protected PointSet ReadSamples(int columns, string file = "samples.csv")
    {
        var any = Enumerable.Range(0, columns).Select(i => new PointColumn($"x{i}", double.MinValue, double.MaxValue, ""));
        return PointFile.Read(FileAt(file), [.. any], 1);
    }

    protected void AssertPictures(params string[] names)
    {
        foreach (var name in names)
        {
            using var picture = SKBitmap.Decode(FileAt(name));
            Assert.True(picture.Width > 1500 && picture.Height > 700);
        }
    }

    // Beside pictures of single panels.
    protected void AssertFiles(params string[] names) => Assert.Equal(
        names.Concat(["metrics.json", "report.html"]).Order(StringComparer.Ordinal),
        Directory.GetFiles(FileAt(""), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(FileAt(""), file))
            .Where(name => !IsPanel(Path.GetFileName(name))).Order(StringComparer.Ordinal));

    private static bool IsPanel(string name) =>
        name.StartsWith("figure", StringComparison.Ordinal) && !Regex.IsMatch(name, "^figure(-[0-9])?[.]png$");

    protected string FileAt(string name) => Path.Combine(Folder, "result", name);
}
