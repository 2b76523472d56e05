using ScottPlot;
using SkiaSharp;

namespace DslManifolds.Samples.Plotting;

/// <summary>A curve of line segments, each coloured by the mean of the values at its two ends.</summary>
/// <param name="vertices">Points, (vertices, 2).</param>
/// <param name="segments">Ends of each segment as rows of <paramref name="vertices"/>, (segments, 2).</param>
/// <param name="values">A value for each vertex.</param>
/// <param name="scale">Colours of the values.</param>
/// <param name="width">Width of the line in logical pixels.</param>
internal sealed class ColoredCurve(double[,] vertices, int[,] segments, double[] values, ColorScale scale, float width) : IPlottable
{
    /// <inheritdoc/>
    public bool IsVisible { get; set; } = true;

    /// <inheritdoc/>
    public IAxes Axes { get; set; } = new Axes();

    /// <inheritdoc/>
    public IEnumerable<LegendItem> LegendItems => LegendItem.None;

    /// <inheritdoc/>
    public AxisLimits GetAxisLimits() => AxisLimits.NoLimits;

    /// <inheritdoc/>
    public void Render(RenderPack rp)
    {
        using var paint = new SKPaint { IsAntialias = true, StrokeWidth = width, StrokeCap = SKStrokeCap.Round, Style = SKPaintStyle.Stroke };
        for (var i = 0; i < segments.GetLength(0); i++)
        {
            var (a, b) = (segments[i, 0], segments[i, 1]);
            var from = Axes.GetPixel(new Coordinates(vertices[a, 0], vertices[a, 1]));
            var to = Axes.GetPixel(new Coordinates(vertices[b, 0], vertices[b, 1]));
            paint.Color = scale.Color((values[a] + values[b]) / 2);
            rp.Canvas.DrawLine(from.X, from.Y, to.X, to.Y, paint);
        }
    }
}
