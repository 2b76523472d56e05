using System.Globalization;
using DslManifolds.Samples.Data;
using DslManifolds.Samples.Experiments;

namespace DslManifolds.Runtime.Tests.Samples;

/// <summary>A manifold and a density from the user's own points.</summary>
public sealed class AnyPointsTests : ExperimentTestBase
{
    [Fact]
    public void PointsOfThePlaneAreMeasuredInTheirOwnUnits()
    {
        // The circle of Fig. 2, a hundred times as large and elsewhere.
        var angles = new VonMises(2).Sample(1000, new Random(3));
        var rows = angles.Select(angle => string.Create(
            CultureInfo.InvariantCulture, $"a;{500 + 100 * Math.Cos(angle)};{100 * Math.Sin(angle) - 20}"));
        var data = Path.Combine(Folder, "points.csv");
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
        var data = Path.Combine(Folder, "places.csv");
        File.WriteAllText(data, string.Join('\n', rows));
        var metrics = Run(
            "points", "--data", data, "--format", "latlon", "--unit", "radians", "--columns", "2,1", "--epochs-scale", "0.1");
        Assert.Equal((1, 2, 1), Topology(metrics));
        Assert.Equal(Math.Log(4 * Math.PI), metrics["density.nll_test"].GetDouble(), 0.25);
        Assert.Equal(1000, ReadSamples(3).Count);
    }
}
