using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using DslManifolds.Checkpoints;
using DslManifolds.Geometry;
using DslManifolds.Samples.Commands;
using DslManifolds.Samples.Data;
using DslManifolds.Samples.Experiments;
using DslManifolds.Samples.Reports;
using SkiaSharp;

namespace DslManifolds.Runtime.Tests.Samples;

/// <summary>The experiments, end to end, through the command line.</summary>
public sealed class ExperimentTests : IDisposable
{
    private static readonly string[] RunKeys =
    [
        "experiment", "seed", "backend", "device", "threads", "wall_s.mdf", "wall_s.ebm", "wall_s.total", "wall_s.process",
        "mdf.attempts",
    ];

    private static readonly string[] ModelKeys =
    [
        "mdf.distance_mean", "mdf.distance_max", "mdf.sigma_min",
        "topology.components", "topology.euler", "topology.closed",
        "manifold.hausdorff", "manifold.hausdorff.to_truth", "manifold.hausdorff.from_truth", "samples.residual_max",
        "samples.distance_to_truth_max", "samples.wasserstein", "samples.wasserstein_floor", "sampler.accepted",
        "sampler.not_converged", "sampler.not_finite", "sampler.left_box", "sampler.moved_too_far", "sampler.not_reversible",
        "sampler.metropolis_rejected",
        "langevin.ns_per_sample_step",
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("dslmanifolds-run-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void TheCircleAtThePapersSettingsReachesWhatItShould()
    {
        var metrics = Run("circle");
        AssertKeys(metrics, [.. ModelKeys, "density.tv", "density.kl", "density.lost_mass", "density.tv_ambient"]);
        Assert.Equal("circle", metrics["experiment"].GetString());
        Assert.Equal((1, 0, 1), Topology(metrics));
        Assert.True(metrics["mdf.distance_mean"].GetDouble() <= 0.01);
        Assert.True(metrics["density.tv"].GetDouble() <= 0.12);
        Assert.True(metrics["samples.residual_max"].GetDouble() <= 1e-4);
        AssertPictures("figure-1.png", "figure-2.png");
        AssertFiles(
            "figure-1.png", "figure-1-data.png", "figure-1-energy.png", "figure-1-manifold-defining-function.png", "figure-2.png",
            "figure-2-constrained-ebm.png", "figure-2-ground-truth.png", "figure-2-samples-of-the-constrained-ebm.png",
            "model.safetensors", "samples.csv");
        var page = File.ReadAllText(FileAt("report.html"));
        Assert.Equal(2, Regex.Count(page, "src=\"data:image/png;base64,"));
        Assert.Equal(4, Regex.Count(page, "<script type=\"application/json\">"));

        // The saved model is the one that was measured, to the bit.
        using var model = new CircleModel(seed: 77);
        Checkpoint.Load(model, FileAt("model.safetensors"));
        var samples = ReadSamples(2);
        Assert.Equal(1000, samples.Count);
        Assert.Equal(metrics["samples.residual_max"].GetDouble(), samples.Evaluate(model.Value).Max(Math.Abs));

        using var other = new FloodModel(seed: 0);
        var error = Assert.Throws<CheckpointException>(() => Checkpoint.Load(other, FileAt("model.safetensors")));
        Assert.Contains("CircleModel", error.Message);
    }

    [Fact]
    public void TheSameSeedGivesTheSameNumbers()
    {
        var runs = new[] { 5, 5 }.Select(seed => Run("circle", "--seed", $"{seed}", "--epochs-scale", "0.3")).ToArray();
        // All but times.
        var compared = runs[0].Keys.Where(key => !key.StartsWith("wall_s.") && key != "langevin.ns_per_sample_step");
        Assert.All(compared, key => Assert.Equal(runs[0][key].GetRawText(), runs[1][key].GetRawText()));
    }

    [Fact]
    public void FloodsRunOnAFileOfPlaces()
    {
        // Places spread evenly over the globe: the likelihood of a learned model must be near the uniform density's.
        var cover = UnitSphere.Cover(3);
        var places = new Random(1).GetItems(Enumerable.Range(0, cover.Count).ToArray(), 400).Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $"{Math.Asin(cover[i][2]) * 180 / Math.PI},{Math.Atan2(cover[i][1], cover[i][0]) * 180 / Math.PI}"));
        var data = Path.Combine(folder, "places.csv");
        File.WriteAllText(data, "# places\r\nlat,long\r\n" + string.Join("\r\n", places));
        var metrics = Run("floods", "--data", data);
        AssertKeys(metrics, [.. ModelKeys, "density.nll_test", "density.nll_excluded"]);
        Assert.Equal((1, 2, 1), Topology(metrics));
        Assert.True(metrics["mdf.distance_mean"].GetDouble() <= 0.02);
        Assert.Equal(Math.Log(4 * Math.PI), metrics["density.nll_test"].GetDouble(), 0.25);
        Assert.Equal(0, metrics["density.nll_excluded"].GetDouble());
        Assert.True(metrics["samples.residual_max"].GetDouble() <= 1e-4);
        Assert.Equal(1000, ReadSamples(3).Count);
        AssertPictures("figure-6.png");
        AssertFiles(
            "figure-6.png", "figure-6-floods.png", "figure-6-floods-2.png", "figure-6-constrained-ebm.png",
            "figure-6-constrained-ebm-2.png", "figure-6-samples-of-the-constrained-ebm.png",
            "figure-6-samples-of-the-constrained-ebm-2.png", "model.safetensors", "samples.csv");
    }

    [Fact]
    public void TheLearnedSphereIsUnitedAndIntersectedWithNoMoreTraining()
    {
        var metrics = Run("sphere-arithmetic", "--epochs-scale", "0.25");
        string[] density = ["density.tv", "density.kl", "density.lost_mass"];
        AssertKeys(
            metrics,
            [
                .. ModelKeys.Concat(density).SelectMany(key => new[] { $"sphere.{key}", $"ring.{key}" }),
                .. ModelKeys.Select(key => $"union.{key}"),
                "union.share_left",
            ]);
        Assert.Equal((1, 2, 1), Topology(metrics, "sphere."));
        // Two spheres that cross, not joined where they do.
        Assert.Equal((2, 4, 1), Topology(metrics, "union."));
        Assert.Equal((1, 0, 1), Topology(metrics, "ring."));
        foreach (var part in new[] { "sphere", "union", "ring" })
        {
            Assert.InRange(metrics[$"{part}.samples.distance_to_truth_max"].GetDouble(), 0, 0.05);
            Assert.InRange(metrics[$"{part}.manifold.hausdorff"].GetDouble(), 0, 0.05);
            Assert.InRange(metrics[$"{part}.mdf.distance_mean"].GetDouble(), 0, 0.02);
            Assert.InRange(metrics[$"{part}.samples.residual_max"].GetDouble(), 0, 1e-4);
        }
        // Nearer to the truth than the uniform density is.
        Assert.InRange(metrics["sphere.density.tv"].GetDouble(), 0, 0.16);
        Assert.InRange(metrics["ring.density.tv"].GetDouble(), 0, 0.1);
        Assert.InRange(metrics["union.share_left"].GetDouble(), 0.4, 0.6);
        Assert.Equal(1000, ReadSamples(3, "ring-samples.csv").Count);
        Assert.Equal(1000, ReadSamples(3, "union-samples.csv").Count);

        using var model = new SphereModel(seed: 77);
        Checkpoint.Load(model, FileAt("model.safetensors"));
        Assert.Equal(
            metrics["sphere.samples.residual_max"].GetDouble(), ReadSamples(3).Evaluate(model.Value).Max(Math.Abs));
        AssertPictures("figure-5.png");
        AssertFiles(
            "figure-5.png", "figure-5-learned-sphere.png", "figure-5-union-of-two-copies.png",
            "figure-5-intersection-of-the-copies.png", "figure-5-samples-of-the-sphere.png", "figure-5-samples-of-the-union.png",
            "figure-5-samples-of-the-intersection.png", "model.safetensors", "ring-samples.csv", "samples.csv", "union-samples.csv");
    }

    [Fact]
    public void CircleDoesNotTakeDataAndFloodsNeedEnough()
    {
        var data = Path.Combine(folder, "few.csv");
        File.WriteAllText(data, "lat,long\n1,2\n");
        Assert.Contains("leave out --data", Error("circle"));
        Assert.Contains("1 rows of data, at least 250 are needed", Error("floods"));

        string Error(string experiment)
        {
            var error = new StringWriter();
            string[] arguments = ["run", experiment, "--data", data, "--out", FileAt("")];
            Assert.Equal(ExitCode.BadInput, new CommandLine(TextWriter.Null, error).Invoke(arguments));
            return error.ToString();
        }
    }

    [Fact]
    public void TheTrueDensityOnTheTrueCircleHasNoDistanceToItself()
    {
        var cover = UnitSphere.Cover(2);
        Assert.All(UnitSphere.Distances(cover), distance => Assert.Equal(0, distance, 12));
        Assert.All(UnitSphere.Distances(UnitSphere.Cover(3)), distance => Assert.Equal(0, distance, 12));
        var segments = Enumerable.Range(0, cover.Count).SelectMany(i => new[] { i, (i + 1) % cover.Count }).ToArray();
        var hausdorff = UnitSphere.Hausdorff(new SimplicialMesh(cover, segments, 1));
        Assert.Equal(0, hausdorff.Value, 6);
        var half = UnitSphere.Hausdorff(new SimplicialMesh(cover, segments[..2000], 1));
        Assert.Equal(0, half.ToTruth, 6);
        Assert.Equal(Math.Sqrt(2), half.FromTruth, 2);
    }

    private static void AssertKeys(Dictionary<string, JsonElement> metrics, params string[] own) =>
        Assert.Equal(RunKeys.Concat(own).Order(StringComparer.Ordinal), metrics.Keys.Order(StringComparer.Ordinal));

    private static (int, int, int) Topology(Dictionary<string, JsonElement> metrics, string part = "") =>
        (metrics[$"{part}topology.components"].GetInt32(), metrics[$"{part}topology.euler"].GetInt32(),
            metrics[$"{part}topology.closed"].GetInt32());

    private Dictionary<string, JsonElement> Run(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = new CommandLine(output, error).Invoke(["run", .. arguments, "--out", Path.Combine(folder, "result")]);
        Assert.Equal("", error.ToString());
        Assert.Equal(ExitCode.Success, code);
        using var json = JsonDocument.Parse(File.ReadAllText(FileAt("metrics.json")));
        Assert.All(json.RootElement.EnumerateObject(), property => Assert.True(
            MetricMeanings.Of(property.Name) is not null, $"{property.Name} has no meaning; give it one in MetricMeanings."));
        return json.RootElement.EnumerateObject().ToDictionary(property => property.Name, property => property.Value.Clone());
    }

    private PointSet ReadSamples(int columns, string file = "samples.csv")
    {
        var any = Enumerable.Range(0, columns).Select(i => new PointColumn($"x{i}", double.MinValue, double.MaxValue, ""));
        return PointFile.Read(FileAt(file), [.. any], 1);
    }

    private void AssertPictures(params string[] names)
    {
        foreach (var name in names)
        {
            using var picture = SKBitmap.Decode(FileAt(name));
            Assert.True(picture.Width > 1500 && picture.Height > 700);
        }
    }

    private void AssertFiles(params string[] names) => Assert.Equal(
        names.Concat(["metrics.json", "report.html"]).Order(StringComparer.Ordinal),
        Directory.GetFiles(FileAt("")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    private string FileAt(string name) => Path.Combine(folder, "result", name);
}
