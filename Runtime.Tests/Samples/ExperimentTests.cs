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
        "samples.distance_to_truth_max", "samples.wasserstein", "samples.wasserstein_floor", "samples.wasserstein_points",
        "samples.wasserstein_method", "sampler.accepted",
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
        AssertFiles("figure-1.png", "figure-2.png", "model.safetensors", "samples.csv");
        Assert.True(File.Exists(FileAt("figure-2-constrained-ebm.png")));
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
        var cover = new UnitSphere().Cover;
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
        AssertFiles("figure-6.png", "model.safetensors", "samples.csv");
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
        AssertFiles("figure-5.png", "model.safetensors", "ring-samples.csv", "samples.csv", "union-samples.csv");
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
    public void WithoutTheRegularizerFIsFlatAndWithItACircle()
    {
        var metrics = Run("degenerate");
        Assert.Equal((1, 0, 1), Topology(metrics, "regularized."));
        Assert.Equal(0, metrics["plain.is_circle"].GetInt32());
        Assert.Equal(1, metrics["regularized.is_circle"].GetInt32());
        Assert.Equal(0, metrics["flow.is_circle"].GetInt32());
        Assert.InRange(metrics["plain.mdf.sigma_min"].GetDouble(), 0, 0.01);
        Assert.InRange(metrics["regularized.mdf.sigma_min"].GetDouble(), 0.8, 1.3);
        Assert.InRange(metrics["regularized.manifold.hausdorff"].GetDouble(), 0, 0.1);
        AssertPictures("figure-3.png");
        AssertFiles("figure-3.png", "flow.safetensors", "plain.safetensors", "regularized.safetensors");
    }

    [Fact]
    public void TwoCirclesAreLearnedWhereThereAreData()
    {
        var metrics = Run("two-circles", "--epochs-scale", "0.2");
        AssertKeys(metrics, [.. ModelKeys, "density.tv", "density.kl", "density.lost_mass", "density.tv_ambient"]);
        Assert.InRange(metrics["mdf.distance_mean"].GetDouble(), 0, 0.03);
        Assert.InRange(metrics["manifold.hausdorff.from_truth"].GetDouble(), 0, 0.5);
        // The uniform density on the circles has 0.48.
        Assert.InRange(metrics["density.tv"].GetDouble(), 0, 0.45);
        AssertPictures("figure-4.png");
        AssertFiles("figure-4.png", "model.safetensors", "samples.csv");
    }

    [Fact]
    public void BaselinesAreMeasuredBesideTheConstrainedModel()
    {
        var metrics = Run("two-circles", "--model", "all", "--epochs-scale", "0.1");
        string[] density = ["density.tv", "density.kl", "density.lost_mass", "wall_s.ebm", "wall_s.total"];
        var chains = ModelKeys.Where(key => key.StartsWith("sampler.") || key.StartsWith("langevin.") || key.StartsWith("samples."))
            .Where(key => key != "samples.residual_max").Concat(density).ToArray();
        var surface = ModelKeys.Where(key => key.StartsWith("topology.") || key.StartsWith("manifold.") || key.StartsWith("mdf.distance"));
        string[] run = ["experiment", "seed", "backend", "device", "threads", "wall_s.process"];
        Assert.Equal(
            run.Concat(chains.Select(key => $"ambient.{key}"))
                .Concat(chains.Concat(surface).Select(key => $"pushforward.{key}"))
                .Concat(["pushforward.wall_s.autoencoder", "pushforward.reconstruction.distance_mean"]).Order(StringComparer.Ordinal),
            metrics.Keys.Where(key => !key.StartsWith("constrained.")).Order(StringComparer.Ordinal));
        Assert.Contains("constrained.density.tv_ambient", metrics.Keys);
        // The image of an interval: an arc, whatever the data are.
        Assert.Equal((1, 1, 0), Topology(metrics, "pushforward."));
        Assert.True(metrics["pushforward.reconstruction.distance_mean"].GetDouble() >= metrics["pushforward.mdf.distance_mean"].GetDouble() - 1e-3);
        // In the plane hardly any mass is within 0.1 of a curve.
        Assert.InRange(metrics["ambient.density.lost_mass"].GetDouble(), 0.5, 1);
        string[] models = ["ambient", "constrained", "pushforward"];
        AssertFiles(["figure-4.png", .. models.SelectMany(model => new[] { $"{model}-model.safetensors", $"{model}-samples.csv" })]);
        Assert.All(models, model => Assert.Equal(1000, ReadSamples(2, $"{model}-samples.csv").Count));
    }

    [Fact]
    public void APushforwardModelOfASurfaceHasALikelihoodToo()
    {
        var metrics = Run("glycine", "--data", WriteAngles(250), "--unit", "degrees", "--model", "pushforward", "--epochs-scale", "0.04");
        Assert.Equal((1, 1, 0), Topology(metrics));
        Assert.InRange(metrics["density.nll_excluded"].GetDouble(), 0, 1);
        Assert.Equal(1000, ReadSamples(3).Count);
        AssertFiles("figure-7.png", "model.safetensors", "samples.csv");
    }

    [Fact]
    public void TunedSettingsLearnTwoCleanCirclesAndTheirDensity()
    {
        var metrics = Run("two-circles", "--preset", "tuned");
        Assert.Equal((2, 0, 1), Topology(metrics));
        Assert.InRange(metrics["manifold.hausdorff"].GetDouble(), 0, 0.1);
        Assert.InRange(metrics["density.tv"].GetDouble(), 0, 0.06);
        Assert.InRange(metrics["samples.distance_to_truth_max"].GetDouble(), 0, 0.1);
        AssertFiles("figure-4.png", "model.safetensors", "samples.csv");
    }

    [Fact]
    public void TheTunedCircleIsNearTheBestFitThereIs() =>
        Assert.InRange(Run("circle", "--preset", "tuned")["density.tv"].GetDouble(), 0, 0.04);

    [Fact]
    public void TheHingeClosesTheSurfaceAtTheFirstAttempt()
    {
        var metrics = Run("glycine", "--data", WriteAngles(250), "--unit", "degrees", "--preset", "tuned", "--epochs-scale", "0.1");
        Assert.Equal(1, metrics["topology.closed"].GetInt32());
        Assert.Equal(1, metrics["topology.components"].GetInt32());
        Assert.Equal(1, metrics["mdf.attempts"].GetInt32());
    }

    [Fact]
    public void TheTorusComesOutOfAnglesThatCoverIt()
    {
        var data = WriteAngles(800);
        var metrics = Run("glycine", "--data", data, "--unit", "degrees");
        AssertKeys(metrics, [.. ModelKeys, "density.nll_test", "density.nll_excluded", "is_torus"]);
        Assert.Equal((1, 0, 1), Topology(metrics));
        Assert.Equal(1, metrics["is_torus"].GetInt32());
        Assert.InRange(metrics["mdf.distance_mean"].GetDouble(), 0, 0.05);
        Assert.InRange(metrics["manifold.hausdorff"].GetDouble(), 0, 0.3);
        // Uniform in the angles: the mean of log((2π)² r (R + r cos ψ)) is log(4π² (R + √(R² − r²)) / 2).
        Assert.Equal(
            Math.Log(4 * Math.PI * Math.PI * (3 + Math.Sqrt(8)) / 2), metrics["density.nll_test"].GetDouble(), 0.1);
        AssertPictures("figure-7.png");
        AssertFiles("figure-7.png", "model.safetensors", "samples.csv");
    }

    [Fact]
    public void TheSweepTellsForEachThresholdHowOftenTheTorusComesOut()
    {
        var data = WriteAngles(250);
        var metrics = Run("eta-sweep", "--data", data, "--unit", "degrees", "--seeds", "2", "--epochs-scale", "0.2");
        Assert.Equal(2, metrics["seeds"].GetInt32());
        foreach (var eta in new[] { "0.3", "1", "2", "3", "5" })
        {
            var share = metrics[$"eta-{eta}.is_torus.mean"].GetDouble();
            var runs = new[] { 0, 1 }.Select(seed => metrics[$"seed-{seed}.eta-{eta}.is_torus"].GetDouble());
            Assert.Equal(runs.Average(), share);
        }
        string[] files = ["figure-8.png", "metrics.json", "report.html"];
        AssertFiles(["figure-8.png", .. files.Select(file => Path.Combine("seed-1", file))]);
    }

    [Fact]
    public void PointsOfThePlaneAreMeasuredInTheirOwnUnits()
    {
        // The circle of Fig. 2, a hundred times as large and elsewhere.
        var angles = new VonMises(2).Sample(1000, new Random(3));
        var rows = angles.Select(angle => string.Create(
            CultureInfo.InvariantCulture, $"a;{500 + 100 * Math.Cos(angle)};{100 * Math.Sin(angle) - 20}"));
        var data = Path.Combine(folder, "points.csv");
        File.WriteAllText(data, "name;px;py\n" + string.Join('\n', rows));
        var metrics = Run("points", "--data", data, "--columns", "px,py", "--epochs-scale", "0.2");
        Assert.Equal((1, 0, 1), Topology(metrics));
        Assert.InRange(metrics["data.scale"].GetDouble(), 95, 100);
        Assert.InRange(metrics["mdf.distance_mean"].GetDouble(), 1e-4, 1);
        var mean = angles.Average(angle => -Math.Log(new VonMises(2).Density(angle) / 100));
        Assert.Equal(mean, metrics["density.nll_test"].GetDouble(), 0.4);
        var samples = ReadSamples(2);
        Assert.All(
            Enumerable.Range(0, samples.Count),
            i => Assert.InRange(Math.Sqrt(Math.Pow(samples[i][0] - 500, 2) + Math.Pow(samples[i][1] + 20, 2)), 80, 120));
        AssertFiles("figure.png", "model.safetensors", "samples.csv");
    }

    [Fact]
    public void PlacesOnEarthAreALearnedSphereOfPoints()
    {
        var cover = new UnitSphere().Cover;
        var rows = Enumerable.Range(0, 400).Select(i => 50 * i).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"{Math.Atan2(cover[i][1], cover[i][0])},{Math.Asin(cover[i][2])}"));
        var data = Path.Combine(folder, "places.csv");
        File.WriteAllText(data, string.Join('\n', rows));
        var metrics = Run(
            "points", "--data", data, "--format", "latlon", "--unit", "radians", "--columns", "2,1", "--epochs-scale", "0.1");
        Assert.Equal((1, 2, 1), Topology(metrics));
        Assert.Equal(Math.Log(4 * Math.PI), metrics["density.nll_test"].GetDouble(), 0.25);
        Assert.Equal(1000, ReadSamples(3).Count);
    }

    // Pairs of angles that cover the torus evenly, at random, in degrees.
    private string WriteAngles(int count)
    {
        var random = new Random(5);
        var rows = Enumerable.Range(0, count).Select(_ => string.Create(
            CultureInfo.InvariantCulture, $"{360 * random.NextDouble() - 180},{360 * random.NextDouble() - 180}"));
        var path = Path.Combine(folder, "angles.csv");
        File.WriteAllText(path, "phi,psi\n" + string.Join('\n', rows));
        return path;
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

    // Beside pictures of single panels.
    private void AssertFiles(params string[] names) => Assert.Equal(
        names.Concat(["metrics.json", "report.html"]).Order(StringComparer.Ordinal),
        Directory.GetFiles(FileAt(""), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(FileAt(""), file))
            .Where(name => !IsPanel(Path.GetFileName(name))).Order(StringComparer.Ordinal));

    private static bool IsPanel(string name) =>
        name.StartsWith("figure", StringComparison.Ordinal) && !Regex.IsMatch(name, "^figure(-[0-9])?[.]png$");

    private string FileAt(string name) => Path.Combine(folder, "result", name);
}
