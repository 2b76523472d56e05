using System.Globalization;
using DslManifolds.Geometry;
using ScottPlot;
using SkiaSharp;

namespace DslManifolds.Samples.Plotting;

/// <summary>A picture of a region of the plane, both axes to one scale.</summary>
internal sealed class PlanePanel : Panel
{
    private readonly Plot plot = new();

    /// <param name="title">The line above the picture.</param>
    /// <param name="halfWidth">The region is the square [−halfWidth, halfWidth]².</param>
    public PlanePanel(string title, double halfWidth)
        : base(title)
    {
        plot.HideGrid();
        plot.Axes.SetLimits(-halfWidth, halfWidth, -halfWidth, halfWidth);
        plot.Axes.Right.IsVisible = plot.Axes.Top.IsVisible = false;
        plot.FigureBackground.Color = plot.DataBackground.Color = Colors.Transparent;
        plot.Axes.Color(Paint(Ink.Axis));
        if (Typography.Family is { } family)
            plot.Font.Set(family);
        plot.Axes.Bottom.TickLabelStyle.FontSize = plot.Axes.Left.TickLabelStyle.FontSize = 11.5f;
        plot.Axes.Bottom.TickLabelStyle.ForeColor = plot.Axes.Left.TickLabelStyle.ForeColor = Paint(Ink.Text);
        plot.Axes.Bottom.TickGenerator = plot.Axes.Left.TickGenerator = RoundTicks(halfWidth);
    }

    /// <inheritdoc/>
    public override float LeftMargin => 34;

    /// <inheritdoc/>
    public override float BottomMargin => 28;

    /// <summary>Adds points, each a translucent dot.</summary>
    /// <param name="points">Points of the plane.</param>
    /// <param name="color">Their colour.</param>
    /// <param name="opacity">Opacity of one dot.</param>
    public PlanePanel AddPoints(PointSet points, SKColor color, double opacity = 0.35)
    {
        var coordinates = new Coordinates[points.Count];
        for (var i = 0; i < coordinates.Length; i++)
            coordinates[i] = new Coordinates(points[i][0], points[i][1]);
        plot.Add.Markers(coordinates, MarkerShape.FilledCircle, 5, Paint(color).WithAlpha(opacity));
        return this;
    }

    /// <summary>Adds a field as colours with thin contour lines over them, coloured by the panel's scale.</summary>
    /// <param name="field">Values on the grid.</param>
    /// <param name="scale">Colours of the values.</param>
    /// <param name="contours">Levels to draw lines at.</param>
    public PlanePanel AddField(PlaneField field, ColorScale scale, IEnumerable<double> contours)
    {
        var heatmap = plot.Add.Heatmap(field.TopDown());
        heatmap.Extent = new CoordinateRect(field.Least, field.Most, field.Least, field.Most);
        heatmap.CellAlignment = Alignment.MiddleCenter;
        heatmap.Colormap = scale.Map;
        heatmap.ManualRange = new ScottPlot.Range(scale.Least, scale.Most);
        heatmap.Smooth = true;
        foreach (var level in contours)
            AddLine(field, level, new LineStyle(0.8f, Paint(Ink.Axis).WithAlpha(0.45)));
        return this;
    }

    /// <summary>Adds the line where a field is 0.</summary>
    public PlanePanel AddZeroSet(PlaneField field)
    {
        // A light line under the dark one keeps the zero set apart from dark colours.
        AddLine(field, 0, new LineStyle(4.2f, Colors.White.WithAlpha(0.85)));
        AddLine(field, 0, new LineStyle(2.2f, Paint(Ink.ZeroSet)));
        return this;
    }

    /// <summary>Adds a curve coloured by values at its vertices.</summary>
    public PlanePanel AddCurve(SimplicialMesh curve, double[] values, ColorScale scale)
    {
        plot.Add.Plottable(new ColoredCurve(curve, values, scale, width: 6));
        return this;
    }

    /// <inheritdoc/>
    public override void Draw(SKCanvas canvas, SKRect square)
    {
        // ScottPlot clears the canvas it is given, so the plot gets one of its own.
        var (width, height) = (square.Width + LeftMargin + 1, square.Height + BottomMargin + 1);
        plot.Layout.Fixed(new PixelPadding(LeftMargin, 1, BottomMargin, 1));
        using var surface = SKSurface.Create(new SKImageInfo(
            (int)(width * Figure.Resolution), (int)(height * Figure.Resolution), SKColorType.Rgba8888, SKAlphaType.Premul));
        surface.Canvas.Scale(Figure.Resolution);
        plot.Render(surface.Canvas, new PixelRect(0, width, height, 0));
        using var image = surface.Snapshot();
        canvas.DrawImage(image, SKRect.Create(square.Left - LeftMargin, square.Top - 1, width, height));
        using var frame = new SKPaint { Color = Ink.Axis, IsAntialias = true, StrokeWidth = 1, Style = SKPaintStyle.Stroke };
        canvas.DrawRect(square, frame);
    }

    private void AddLine(PlaneField field, double level, LineStyle style)
    {
        foreach (var line in field.ContourLines(level))
        {
            var scatter = plot.Add.ScatterLine(line.Select(point => new Coordinates(point.X, point.Y)).ToArray());
            scatter.LineStyle = style;
        }
    }

    private static ScottPlot.TickGenerators.NumericManual RoundTicks(double halfWidth)
    {
        var step = halfWidth > 2.5 ? 2.0 : halfWidth > 1.2 ? 1.0 : 0.5;
        var ticks = new ScottPlot.TickGenerators.NumericManual();
        for (var i = (int)-Math.Floor(halfWidth / step); i <= Math.Floor(halfWidth / step); i++)
            ticks.AddMajor(i * step, (i * step).ToString("0.#", CultureInfo.InvariantCulture).Replace('-', '−'));
        return ticks;
    }

    private static Color Paint(SKColor color) => new(color.Red, color.Green, color.Blue);
}
