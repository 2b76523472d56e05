using System.Globalization;
using System.Text.RegularExpressions;
using DslManifolds.Checkpoints;
using DslManifolds.Geometry;
using DslManifolds.Samples.Commands;
using DslManifolds.Samples.Data;
using DslManifolds.Samples.Experiments;

namespace DslManifolds.Runtime.Tests.Samples;

/// <summary>The experiments at the paper's settings, end to end.</summary>
public sealed class ExperimentTests : ExperimentTestBase
{
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
        var data = Path.Combine(Folder, "places.csv");
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
        var data = Path.Combine(Folder, "few.csv");
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
}
