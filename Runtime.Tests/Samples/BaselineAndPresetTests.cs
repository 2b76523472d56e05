namespace DslManifolds.Runtime.Tests.Samples;

/// <summary>The experiments with the paper's other models, and at tuned settings.</summary>
public sealed class BaselineAndPresetTests : ExperimentTestBase
{
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
}
