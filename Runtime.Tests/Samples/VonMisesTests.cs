using DslManifolds.Samples.Data;

namespace DslManifolds.Runtime.Tests.Samples;

/// <summary>The exact sampler against the distribution function, integrated numerically from the density's formula.</summary>
public sealed class VonMisesTests
{
    private const int Count = 20_000;

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(0.1, 1.0)]
    [InlineData(2.0, 0.0)]
    [InlineData(2.0, 3.0)]
    [InlineData(50.0, -2.0)]
    public void SamplesPassAKolmogorovSmirnovTest(double concentration, double mode)
    {
        var angles = new VonMises(concentration, mode).Sample(Count, new Random(7));
        Array.Sort(angles);
        var distribution = DistributionFunction(concentration, mode);
        var largest = 0.0;
        for (var i = 0; i < Count; i++)
        {
            var expected = distribution(angles[i]);
            largest = Math.Max(largest, Math.Max(Math.Abs((i + 1.0) / Count - expected), Math.Abs((double)i / Count - expected)));
        }
        // The 1 % point of the limiting distribution.
        Assert.True(Math.Sqrt(Count) * largest < 1.628, $"√n D = {Math.Sqrt(Count) * largest}");
    }

    [Fact]
    public void TheTestWouldNoticeAWrongConcentration()
    {
        var angles = new VonMises(2.15).Sample(Count, new Random(7));
        Array.Sort(angles);
        var distribution = DistributionFunction(2, 0);
        var largest = angles.Select((angle, i) => Math.Abs((i + 0.5) / Count - distribution(angle))).Max();
        Assert.True(Math.Sqrt(Count) * largest > 1.628);
    }

    [Fact]
    public void SamplesPassAChiSquareTest()
    {
        const int Bins = 40;
        var counts = new int[Bins];
        foreach (var angle in new VonMises(2).Sample(Count, new Random(3)))
            counts[Math.Min(Bins - 1, (int)((angle + Math.PI) / (2 * Math.PI) * Bins))]++;
        var distribution = DistributionFunction(2, 0);
        var statistic = 0.0;
        for (var bin = 0; bin < Bins; bin++)
        {
            var left = -Math.PI + 2 * Math.PI * bin / Bins;
            var expected = Count * (distribution(left + 2 * Math.PI / Bins) - distribution(left));
            statistic += (counts[bin] - expected) * (counts[bin] - expected) / expected;
        }
        // 1 % point of χ² with 39 degrees of freedom.
        Assert.True(statistic < 62.4, $"χ² = {statistic}");
    }

    [Fact]
    public void TheDensityIntegratesToOneAndPeaksAtTheMode()
    {
        var distribution = new VonMises(2, 0.7);
        Assert.Equal(1, Enumerable.Range(0, 1000).Average(i => distribution.Density(2 * Math.PI * i / 1000)) * 2 * Math.PI, 12);
        // e² / (2π I₀(2)), with I₀(2) from its power series.
        var bessel = Enumerable.Range(0, 30).Sum(k => 1 / Math.Pow(Factorial(k), 2));
        Assert.Equal(Math.Exp(2) / (2 * Math.PI * bessel), distribution.Density(0.7), 12);
    }

    [Fact]
    public void PointsLieOnTheUnitCircleAndDependOnTheSeedAlone()
    {
        var points = new VonMises(2).SamplePoints(500, new Random(11));
        for (var i = 0; i < 500; i++)
            Assert.Equal(1, points[i][0] * points[i][0] + points[i][1] * points[i][1], 14);
        Assert.Equal(points.Coordinates, new VonMises(2).SamplePoints(500, new Random(11)).Coordinates);
        Assert.NotEqual(points.Coordinates, new VonMises(2).SamplePoints(500, new Random(12)).Coordinates);
    }

    [Theory]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void AConcentrationThatMakesNoSenseIsRefused(double concentration) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new VonMises(concentration));

    private static double Factorial(int k) => k == 0 ? 1 : k * Factorial(k - 1);

    // P(−π < θ ≤ angle) by cumulative Simpson quadrature on a fine grid, interpolated linearly.
    private static Func<double, double> DistributionFunction(double concentration, double mode)
    {
        const int Cells = 20_000;
        const double Step = 2 * Math.PI / Cells;
        var cumulative = new double[Cells + 1];
        for (var i = 0; i < Cells; i++)
        {
            var left = -Math.PI + i * Step;
            cumulative[i + 1] = cumulative[i] + Step / 6 * (Weight(left) + 4 * Weight(left + Step / 2) + Weight(left + Step));
        }
        return angle =>
        {
            var place = (angle + Math.PI) / Step;
            var cell = Math.Clamp((int)place, 0, Cells - 1);
            return (cumulative[cell] + (place - cell) * (cumulative[cell + 1] - cumulative[cell])) / cumulative[Cells];
        };

        double Weight(double angle) => Math.Exp(concentration * (Math.Cos(angle - mode) - 1));
    }
}
