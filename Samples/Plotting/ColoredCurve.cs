using DslManifolds.Geometry;
using ScottPlot;
using SkiaSharp;

namespace DslManifolds.Samples.Plotting;

/// <summary>A curve of line segments, each coloured by the mean of the values at its two ends.</summary>
/// <param name="curve">A mesh of segments in the plane.</param>
/// <param name="values">A value for each vertex.</param>
/// <param name="scale">Colours of the values.</param>
/// <param name="width">Width of the line in logical pixels.</param>
internal sealed class ColoredCurve(SimplicialMesh curve, double[] values, ColorScale scale, float width) : IPlottable
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
        using var paint = new SKPaint
        {
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = width,
            StrokeCap = SKStrokeCap.Round,
        };
        for (var i = 0; i < curve.SimplexCount; i++)
        {
            var ends = curve.Simplex(i);
            var (from, to) = (Pixel(ends[0]), Pixel(ends[1]));
            paint.Color = scale.Color((values[ends[0]] + values[ends[1]]) / 2);
            rp.Canvas.DrawLine(from.X, from.Y, to.X, to.Y, paint);
        }
    }

    private Pixel Pixel(int vertex) => Axes.GetPixel(new Coordinates(curve.Vertices[vertex][0], curve.Vertices[vertex][1]));
}
