using DslManifolds.Geometry;

namespace DslManifolds.Runtime.Tests.Geometry;

/// <summary>The iteration on one multiplier, driven by functions that are known in closed form.</summary>
public sealed class NewtonMultipliersTests
{
    private const double Root = 0.7;

    [Theory]
    [InlineData(0.4, -0.3, 0.1)]
    [InlineData(1.3, 0.2, -0.05)]
    [InlineData(-0.8, 0.1, -0.2)]
    public void TwoPointsAreEnoughWhereTheInverseIsCubic(double linear, double square, double cubic)
    {
        // λ(F) = r + a F + b F² + c F³ near F = 0: F of a λ by Newton's method on this polynomial.
        var (value, slope) = (Inverse(0), 0.0);
        var multipliers = new NewtonMultipliers(batch: 1, outputs: 1, tolerance: 1e-13, halvingLimit: 10);
        multipliers.Trial[0] = Root + linear * 0.3 + square * 0.09 + cubic * 0.027;

        // The first step is Newton's own.
        var first = multipliers.Trial[0];
        (value, slope) = (0.3, Slope(0.3));
        Assert.True(multipliers.TakeValues([value]));
        multipliers.TakeSteps([-value * slope]);
        multipliers.Advance(limit: 20);
        Assert.Equal(first - value * slope, multipliers.Trial[0], 1e-15);

        // The second goes to the root at once.
        value = Inverse(multipliers.Trial[0]);
        Assert.True(multipliers.TakeValues([value]));
        multipliers.TakeSteps([-value * Slope(value)]);
        multipliers.Advance(limit: 20);
        Assert.Equal(Root, multipliers.Trial[0], 1e-13);

        double Slope(double f) => linear + f * (2 * square + 3 * cubic * f);

        double Inverse(double multiplier)
        {
            var f = 0.0;
            for (var iteration = 0; iteration < 50; iteration++)
                f -= (Root + f * (linear + f * (square + f * cubic)) - multiplier) / Slope(f);
            return f;
        }
    }

    [Fact]
    public void ItConvergesFasterThanNewton()
    {
        // F(λ) = e^λ − 2 from 0: residuals of Newton's method are squared from step to step, these fall faster.
        var multipliers = new NewtonMultipliers(batch: 1, outputs: 1, tolerance: 1e-15, halvingLimit: 10);
        var (newton, steps) = (0.0, 0);
        for (; steps < 4; steps++)
        {
            var value = Math.Exp(multipliers.Trial[0]) - 2;
            if (!multipliers.TakeValues([value]))
                break;
            multipliers.TakeSteps([-value / Math.Exp(multipliers.Trial[0])]);
            multipliers.Advance(limit: 20);
            newton -= (Math.Exp(newton) - 2) / Math.Exp(newton);
        }

        var (ours, theirs) = (Math.Abs(multipliers.Trial[0] - Math.Log(2)), Math.Abs(newton - Math.Log(2)));
        Assert.True(ours < 1e-3 * theirs, $"{ours} {theirs}");
    }

    [Theory]
    [InlineData(0.1, 0.5, double.NaN, 0.2)]
    [InlineData(0.1, 0.5, 1, 0.2)]
    [InlineData(0.1, -30, 0.9, 5)]
    [InlineData(0, 0.5, 1, 0)]
    public void StepsFarFromNewtonsAreNewtons(double newton, double keptNewton, double ratio, double move) =>
        Assert.Equal(newton, NewtonMultipliers.InverseInterpolation(newton, keptNewton, ratio, move));
}
