namespace DslManifolds.Generator.Tests.Graph;

/// <summary>Functions and numerical derivatives that share nothing with what they are compared with.</summary>
internal static class ReferenceFunctions
{
    /// <summary>Φ(x) as the integral of φ from 0, by Simpson's rule on 2,000 intervals: exact to rounding for |x| ≤ 10.</summary>
    public static double NormalCdf(double x)
    {
        const int Intervals = 2000;
        var step = x / Intervals;
        double sum = 0;
        for (var i = 0; i <= Intervals; i++)
        {
            var t = i * step;
            var weight = i is 0 or Intervals ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * Math.Exp(-0.5 * t * t);
        }

        return 0.5 + (sum * step / 3 / Math.Sqrt(2 * Math.PI));
    }

    /// <summary>
    /// Derivative of a vector function of a number at 0, by central differences extrapolated to step 0 (Richardson): with steps
    /// h, h/2, …, h/16 the error is of order h¹⁰, and rounding is amplified by about 1/h only.
    /// </summary>
    public static double[] Derivative(Func<double, double[]> function, double step = 0.25)
    {
        const int Levels = 6;
        var table = new double[Levels][];
        for (var i = 0; i < Levels; i++)
        {
            var h = step / (1 << i);
            var (ahead, behind) = (function(h), function(-h));
            table[i] = [.. ahead.Zip(behind, (a, b) => (a - b) / (2 * h))];
        }

        for (var order = 1; order < Levels; order++)
        {
            var factor = Math.Pow(4, order);
            for (var i = Levels - 1; i >= order; i--)
                table[i] = [.. table[i].Zip(table[i - 1], (fine, coarse) => ((factor * fine) - coarse) / (factor - 1))];
        }

        return table[^1];
    }
}
