using ScottPlot;
using SkiaSharp;

namespace DslManifolds.Samples.Plotting;

/// <summary>Colours for the numbers of a range; what lies outside takes the colour of the nearer end.</summary>
/// <param name="Map">Colours from 0 to 1; perceptually uniform.</param>
/// <param name="Least">Value at 0.</param>
/// <param name="Most">Value at 1.</param>
/// <param name="Label">What the numbers are.</param>
internal sealed record ColorScale(IColormap Map, double Least, double Most, string Label)
{
    /// <summary>
    /// One scale for several sets of values, such as the densities of the models in one figure: from 0 to the greatest of all.
    /// </summary>
    public static ColorScale FromZero(IColormap map, string label, params IEnumerable<double[]> sets) =>
        new(map, 0, sets.SelectMany(values => values).DefaultIfEmpty(1).Max(), label);

    /// <summary>One scale for several sets of values, from the least to the greatest of all.</summary>
    public static ColorScale Over(IColormap map, string label, params IEnumerable<double[]> sets)
    {
        var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in sets.SelectMany(values => values))
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        return least <= most ? new ColorScale(map, least, most, label) : new ColorScale(map, 0, 1, label);
    }

    /// <summary>Where a value lies between the ends, 0 to 1.</summary>
    public double Fraction(double value) => Most > Least ? Math.Clamp((value - Least) / (Most - Least), 0, 1) : 0.5;

    /// <summary>The colour of a value.</summary>
    public SKColor Color(double value)
    {
        var color = Map.GetColor(Fraction(value));
        return new SKColor(color.R, color.G, color.B);
    }

    /// <summary>
    /// Round numbers for the marks of a colour bar: steps of 1, 2 or 5 times a power of ten, about five of them.
    /// </summary>
    public IEnumerable<double> Marks()
    {
        var step = RoundStep((Most - Least) / 5);
        if (step <= 0)
            yield break;
        for (var i = Math.Ceiling(Least / step - 1e-9); i * step <= Most + 1e-9 * step; i++)
            yield return i * step;
    }

    private static double RoundStep(double rough)
    {
        if (!(rough > 0))
            return 0;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return (rough / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 } * power;
    }
}
