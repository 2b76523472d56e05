using ScottPlot;
using ScottPlot.Colormaps;

namespace DslManifolds.Samples.Plotting;

/// <summary>The colour maps of the figures, all perceptually uniform.</summary>
internal static class ColorMaps
{
    /// <summary>
    /// Densities: dark where the density is high, as in the paper, and nowhere so light that it fades into the page.
    /// </summary>
    public static IColormap Density { get; } = new CustomInterpolated(Sample(new Viridis(), 0.93, 0));

    /// <summary>Energies: dark where the energy is low, that is where the density is high.</summary>
    public static IColormap Energy { get; } = new Viridis();

    /// <summary>Values with a sign: white at the middle.</summary>
    public static IColormap Signed { get; } = new CustomInterpolated(Sample(new Balance(), 0.08, 0.92));

    private static Color[] Sample(IColormap map, double from, double to)
    {
        const int Count = 64;
        return [.. Enumerable.Range(0, Count).Select(i => map.GetColor(from + (to - from) * i / (Count - 1)))];
    }
}
