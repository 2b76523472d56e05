using CsCheck;
using DslManifolds.Solvers;

namespace DslManifolds.Runtime.Tests.Solvers;

public sealed class StrongWolfeLineSearchTests
{
    private const double SufficientDecrease = 1e-4;
    private const double Curvature = 0.1;

    [Fact]
    public void FindsStrongWolfeSteps()
    {
        // The first two are functions 1 and 2 of Moré and Thuente (1994), section 5; the last ends at a wall.
        Func<double, (double, double)>[] functions =
        [
            a => (-a / (a * a + 2), (a * a - 2) / ((a * a + 2) * (a * a + 2))),
            a => (Math.Pow(a + 0.004, 5) - 2 * Math.Pow(a + 0.004, 4), 5 * Math.Pow(a + 0.004, 4) - 8 * Math.Pow(a + 0.004, 3)),
            a => (Math.Cosh(a - 7), Math.Sinh(a - 7)),
            a => (a < 1 ? -a - Math.Log(1 - a) / 100 : double.PositiveInfinity, a < 1 ? -1 + 0.01 / (1 - a) : double.NaN),
        ];
        Gen.Select(Gen.Int[0, functions.Length - 1], Gen.Double[-4, 4]).Sample((which, exponent) =>
        {
            var function = functions[which];
            var (value, slope) = function(0);
            var search = new StrongWolfeLineSearch(SufficientDecrease, Curvature);
            search.Begin(value, slope, Math.Pow(10, exponent), 2.3e-16);
            while (search.Outcome == LineSearchOutcome.Searching)
            {
                var (trialValue, trialSlope) = function(search.Step);
                search.Tell(trialValue, trialSlope);
            }

            Assert.Equal(LineSearchOutcome.Satisfied, search.Outcome);
            var (finalValue, finalSlope) = function(search.Step);
            Assert.True(finalValue <= value + SufficientDecrease * search.Step * slope);
            Assert.True(Math.Abs(finalSlope) <= Curvature * Math.Abs(slope));
        });
    }

    [Fact]
    public void AKinkExhaustsTheBracketAndKeepsTheBestStep()
    {
        var search = new StrongWolfeLineSearch(SufficientDecrease, Curvature);
        search.Begin(1, -1, 3, 0);
        var kept = double.NaN;
        while (search.Outcome == LineSearchOutcome.Searching)
        {
            var step = search.Step;
            search.Tell(Math.Abs(1 - step), Math.Sign(step - 1));
            if (search.KeepsTrial)
                kept = step;
        }

        // A trial that hits the kink itself has slope zero and satisfies the conditions.
        Assert.True(search.HasProgress);
        Assert.InRange(kept, 1 - 1e-6, 1 + 1e-6);
    }

    [Fact]
    public void MinusInfinityIsUnbounded()
    {
        var search = new StrongWolfeLineSearch(SufficientDecrease, Curvature);
        search.Begin(0, -1, 1, 0);
        search.Tell(-1, -1);
        Assert.Equal(LineSearchOutcome.Searching, search.Outcome);
        search.Tell(double.NegativeInfinity, double.NegativeInfinity);
        Assert.Equal(LineSearchOutcome.Unbounded, search.Outcome);
        Assert.True(search.HasProgress);
    }
}
