using System.Globalization;
using System.Text.Json;
using DslManifolds.Geometry;
using DslManifolds.Samples.Commands;
using DslManifolds.Samples.Reports;

namespace DslManifolds.Runtime.Tests.Samples;

/// <summary>The files of numbers that a run writes.</summary>
public sealed class ReportTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dslmanifolds-report-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void MetricsAreOneFlatObjectInTheOrderTheyWereSetWhateverTheCulture()
    {
        var metrics = new MetricsWriter();
        metrics.Set("b", 0.1 + 0.2);
        metrics.Set("a", 3L);
        metrics.Set("name", "circle");
        metrics.Set("tiny", 1e-9);
        var path = Path.Combine(folder, "metrics.json");
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
            metrics.Write(path);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        Assert.Equal(["b", "a", "name", "tiny"], json.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal(0.1 + 0.2, json.RootElement.GetProperty("b").GetDouble());
        Assert.Equal(1e-9, json.RootElement.GetProperty("tiny").GetDouble());
        Assert.NotEqual(0xEF, File.ReadAllBytes(path)[0]);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void ANumberThatIsNotFiniteIsRefusedByName(double value)
    {
        var error = Assert.Throws<ArithmeticException>(() => new MetricsWriter().Set("density.tv", value));
        Assert.Contains("density.tv", error.Message);
    }

    [Fact]
    public void AKeyIsSetOnce()
    {
        var metrics = new MetricsWriter();
        metrics.Set("seed", 1);
        Assert.Throws<ArgumentException>(() => metrics.Set("seed", 2));
    }

    [Fact]
    public void PartsWriteIntoOneReportUnderTheirNames()
    {
        var metrics = new MetricsWriter();
        metrics.Set("seed", 1);
        var ring = metrics.Under("ring");
        ring.Set("density.tv", 0.5);
        metrics.Under("sphere").Set("density.tv", 0.25);
        Assert.Equal(["seed", "ring.density.tv", "sphere.density.tv"], metrics.Keys);
        Assert.Equal(0.5, ring.Number("density.tv"));
        Assert.True(ring.Has("density.tv") && metrics.Has("ring.density.tv"));
        Assert.False(ring.Has("seed") || metrics.Has("density.tv"));
        Assert.Contains("ring.density.tv", Assert.Throws<ArgumentException>(() => ring.Set("density.tv", 1)).Message);
        Assert.Contains("ring.density.kl", Assert.Throws<ArithmeticException>(() => ring.Set("density.kl", double.NaN)).Message);
    }

    [Fact]
    public void SamplesComeBackToTheBit()
    {
        var path = Path.Combine(folder, "samples.csv");
        var points = new PointSet([0.1 + 0.2, -1e-17, Math.PI, (float)0.1], 2);
        SamplesWriter.Write(path, points);
        var lines = File.ReadAllLines(path);
        Assert.Equal("x0,x1", lines[0]);
        var numbers = lines[1..].SelectMany(line => line.Split(','));
        Assert.Equal(points.Coordinates, numbers.Select(number => double.Parse(number, CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("circel", "circle", 2)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("Floods", "floods", 0)]
    public void TheDistanceOfNamesIsLevenshteins(string a, string b, int expected)
    {
        Assert.Equal(expected, Suggestion.Distance(a, b));
        Assert.Equal(expected, Suggestion.Distance(b, a));
    }
}
