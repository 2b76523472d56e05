using DslManifolds.Geometry;
using DslManifolds.Samples.Data;
using SkiaSharp;

namespace DslManifolds.Samples.Plotting;

/// <summary>A picture of things on or near the unit sphere, seen from one side.</summary>
/// <param name="title">The line above the picture.</param>
/// <param name="view">The side.</param>
/// <param name="halfWidth">Half the width of the scene, in the units of the points.</param>
internal sealed class GlobePanel(string title, GlobeView view, double halfWidth = 1.12) : Panel(title)
{
    private readonly List<Action<SKCanvas, SKRect>> layers = [];

    /// <inheritdoc/>
    public override float LeftMargin => 0;

    /// <inheritdoc/>
    public override float BottomMargin => 0;

    /// <summary>Adds a plain ball of radius 1.</summary>
    public GlobePanel AddBall()
    {
        layers.Add((canvas, square) =>
        {
            var radius = (float)(square.Width / (2 * halfWidth));
            using var shader = SKShader.CreateRadialGradient(
                new SKPoint(square.MidX - 0.35f * radius, square.MidY - 0.4f * radius), 1.7f * radius,
                [new SKColor(0xf7, 0xf8, 0xfa), new SKColor(0xcf, 0xd6, 0xde)], null, SKShaderTileMode.Clamp);
            using var paint = new SKPaint { Shader = shader, IsAntialias = true };
            canvas.DrawCircle(square.MidX, square.MidY, radius, paint);
        });
        return this;
    }

    /// <summary>Adds a surface coloured by values at its vertices, lit from the upper left.</summary>
    /// <param name="mesh">A mesh of triangles in space.</param>
    /// <param name="values">A value for each vertex.</param>
    /// <param name="scale">Colours of the values.</param>
    public GlobePanel AddSurface(SimplicialMesh mesh, double[] values, ColorScale scale)
    {
        layers.Add((canvas, square) =>
        {
            var buffer = new DepthBuffer(view, halfWidth, square.Width);
            new SurfacePainter(mesh, vertex => scale.Color(values[vertex])).Paint(buffer);
            buffer.DrawTo(canvas, square);
        });
        return this;
    }

    /// <summary>Adds the points on the side toward the viewer, each a translucent dot.</summary>
    /// <param name="points">Points of space.</param>
    /// <param name="color">Their colour.</param>
    /// <param name="opacity">Opacity of one dot.</param>
    public GlobePanel AddPoints(PointSet points, SKColor color, double opacity = 0.5)
    {
        layers.Add((canvas, square) =>
        {
            using var paint = new SKPaint { Color = color.WithAlpha((byte)(255 * opacity)), IsAntialias = true };
            for (var i = 0; i < points.Count; i++)
            {
                var (right, up, near) = view.Project(points[i][0], points[i][1], points[i][2]);
                if (near > 0)
                    canvas.DrawCircle(OnPage(square, right, up), 1.7f, paint);
            }
        });
        return this;
    }

    /// <summary>Adds meridians and parallels of the unit sphere every 30 degrees, on the side toward the viewer.</summary>
    /// <param name="color">Their colour.</param>
    public GlobePanel AddGraticule(SKColor color)
    {
        layers.Add((canvas, square) =>
        {
            using var thin = Line(color, 0.6f);
            using var equator = Line(color, 1.1f);
            for (var longitude = -180; longitude < 180; longitude += 30)
                DrawLine(canvas, square, thin, -75, 75, latitude => GlobeFile.ToSphere(latitude, longitude));
            for (var latitude = -60; latitude <= 60; latitude += 30)
            {
                var paint = latitude == 0 ? equator : thin;
                DrawLine(canvas, square, paint, -180, 180, longitude => GlobeFile.ToSphere(latitude, longitude));
            }
        });
        return this;
    }

    /// <inheritdoc/>
    public override void Draw(SKCanvas canvas, SKRect square)
    {
        foreach (var layer in layers)
            layer(canvas, square);
        using var font = Typography.Font(11);
        Typography.Draw(canvas, $"facing {view.Name}", square.Left + 4, square.Bottom - 4, font, SKTextAlign.Left, Ink.Axis);
    }

    private void DrawLine(
        SKCanvas canvas, SKRect square, SKPaint paint, int from, int to, Func<double, (double X, double Y, double Z)> place)
    {
        using var path = new SKPath();
        var drawing = false;
        for (var degrees = from; degrees <= to; degrees++)
        {
            var (x, y, z) = place(degrees);
            var (right, up, near) = view.Project(x, y, z);
            if (near > 0)
            {
                if (drawing)
                    path.LineTo(OnPage(square, right, up));
                else
                    path.MoveTo(OnPage(square, right, up));
            }
            drawing = near > 0;
        }
        canvas.DrawPath(path, paint);
    }

    private static SKPaint Line(SKColor color, float width) =>
        new() { Color = color, IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = width };

    private SKPoint OnPage(SKRect square, double right, double up)
    {
        var unit = square.Width / (2 * halfWidth);
        return new SKPoint((float)(square.MidX + right * unit), (float)(square.MidY - up * unit));
    }
}
