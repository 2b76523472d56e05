using DslManifolds.Samples.Data;

namespace DslManifolds.Runtime.Tests.Samples;

/// <summary>The closed forms of the two-mode projected normal distribution against its definition, integrated numerically.</summary>
public sealed class TwoModeProjectedNormalTests
{
    private const int Count = 20_000;

    // √n D at the 1 % point of Kolmogorov's limiting distribution.
    private const double KolmogorovLimit = 1.628;

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(1.0)]
    [InlineData(3.0)]
    public void TheDensityIsTheNormalDensityIntegratedAlongTheRay(double mean)
    {
        var distribution = new TwoModeProjectedNormal(mean);
        foreach (var first in new[] { -1, -0.7, -0.1, 0, 0.4, 0.9, 1 })
        {
            var direct = 0.5 * (AlongRay(mean * first, mean) + AlongRay(-mean * first, mean));
            Assert.Equal(direct, distribution.Density(first), 1e-9);
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(3.0)]
    public void TheDistributionFunctionIsTheIntegralOfTheDensityOverTheSphere(double mean)
    {
        var distribution = new TwoModeProjectedNormal(mean);
        Assert.Equal(0, distribution.Distribution(-1), 14);
        Assert.Equal(1, distribution.Distribution(1), 14);
        foreach (var end in new[] { -0.8, -0.2, 0, 0.5, 1 })
        {
            // A band of the unit sphere of height dx₁ has the area 2π dx₁.
            var mass = Simpson(-1, end, first => 2 * Math.PI * distribution.Density(first));
            Assert.Equal(mass, distribution.Distribution(end), 1e-10);
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(3.0)]
    public void SamplesPassKolmogorovSmirnovTestsOfHeightAndAngle(double mean)
    {
        var distribution = new TwoModeProjectedNormal(mean);
        var points = distribution.Sample(Count, new Random(7));
        var indices = Enumerable.Range(0, Count);
        Assert.True(Statistic(indices.Select(i => distribution.Distribution(points[i][0]))) < KolmogorovLimit, "x₁");
        var turns = indices.Select(i => 0.5 + Math.Atan2(points[i][2], points[i][1]) / (2 * Math.PI));
        Assert.True(Statistic(turns) < KolmogorovLimit, "angle about the first axis");
    }

    [Fact]
    public void TheTestWouldNoticeAWrongMean()
    {
        var points = new TwoModeProjectedNormal(1.15).Sample(Count, new Random(7));
        var wrong = new TwoModeProjectedNormal(1);
        Assert.True(Statistic(Enumerable.Range(0, Count).Select(i => wrong.Distribution(points[i][0]))) > KolmogorovLimit);
    }

    [Fact]
    public void PointsLieOnTheUnitSphereAndDependOnTheSeedAlone()
    {
        var distribution = new TwoModeProjectedNormal(1);
        var points = distribution.Sample(500, new Random(11));
        for (var i = 0; i < 500; i++)
            Assert.Equal(1, points[i][0] * points[i][0] + points[i][1] * points[i][1] + points[i][2] * points[i][2], 14);
        Assert.Equal(points.Coordinates, distribution.Sample(500, new Random(11)).Coordinates);
        Assert.NotEqual(points.Coordinates, distribution.Sample(500, new Random(12)).Coordinates);
    }

    [Theory]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void AMeanThatMakesNoSenseIsRefused(double mean) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TwoModeProjectedNormal(mean));

    // ∫ r² N(r x; μ, I) dr over r > 0, with |r x − μ|² = r² − 2 r μ·x + |μ|².
    private static double AlongRay(double product, double mean) => Simpson(
        0, 20, r => r * r * Math.Exp(-(r * r - 2 * r * product + mean * mean) / 2) / Math.Pow(2 * Math.PI, 1.5));

    private static double Simpson(double from, double to, Func<double, double> function)
    {
        const int Cells = 4000;
        var step = (to - from) / Cells;
        return step / 6 * Enumerable.Range(0, Cells).Sum(cell =>
        {
            var left = from + cell * step;
            return function(left) + 4 * function(left + step / 2) + function(left + step);
        });
    }

    // √n times the greatest distance of the empirical distribution function of numbers in [0, 1] to that of the uniform one.
    private static double Statistic(IEnumerable<double> probabilities)
    {
        var sorted = probabilities.Order().ToArray();
        var largest = sorted.Select((p, i) => Math.Max((i + 1.0) / Count - p, p - (double)i / Count)).Max();
        return Math.Sqrt(Count) * largest;
    }
}
