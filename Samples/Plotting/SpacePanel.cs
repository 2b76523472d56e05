using DslManifolds.Geometry;
using SkiaSharp;

namespace DslManifolds.Samples.Plotting;

/// <summary>A picture of surfaces, curves and points in space, the nearer hiding the farther.</summary>
/// <param name="title">The line above the picture.</param>
/// <param name="view">Where it is seen from.</param>
/// <param name="halfWidth">Half the width of the scene about 0, in the units of the points.</param>
internal sealed class SpacePanel(string title, GlobeView view, double halfWidth) : Panel(title)
{
    private const float CurveRadius = 3;
    private const float PointRadius = 1.5f;

    private readonly List<Action<DepthBuffer>> things = [];
    private readonly List<(double[] Center, double Radius)> outlines = [];

    /// <inheritdoc/>
    public override float LeftMargin => 0;

    /// <inheritdoc/>
    public override float BottomMargin => 0;

    /// <summary>Adds a surface or a curve coloured by values at its vertices.</summary>
    /// <param name="mesh">A mesh of triangles or segments in space.</param>
    /// <param name="values">A value for each vertex.</param>
    /// <param name="scale">Colours of the values.</param>
    public SpacePanel AddMesh(SimplicialMesh mesh, double[] values, ColorScale scale)
    {
        things.Add(mesh.Dimension == 2
            ? new SurfacePainter(mesh, vertex => scale.Color(values[vertex])).Paint
            : buffer => PaintCurve(buffer, mesh, values, scale));
        return this;
    }

    /// <summary>Adds a surface of one colour.</summary>
    /// <param name="mesh">A mesh of triangles in space.</param>
    /// <param name="color">Its colour.</param>
    public SpacePanel AddSurface(SimplicialMesh mesh, SKColor color)
    {
        things.Add(new SurfacePainter(mesh, _ => color).Paint);
        return this;
    }

    /// <summary>Adds points, each a small ball.</summary>
    /// <param name="points">Points of space.</param>
    /// <param name="color">Their colour.</param>
    public SpacePanel AddPoints(PointSet points, SKColor color)
    {
        things.Add(buffer =>
        {
            for (var i = 0; i < points.Count; i++)
                buffer.PaintBall(buffer.Place(points[i]), PointRadius, color);
        });
        return this;
    }

    /// <summary>Adds the outline of a ball, behind everything.</summary>
    /// <param name="center">Its centre.</param>
    /// <param name="radius">Its radius.</param>
    public SpacePanel AddOutline(double[] center, double radius)
    {
        outlines.Add((center, radius));
        return this;
    }

    /// <inheritdoc/>
    public override void Draw(SKCanvas canvas, SKRect square)
    {
        using var line = new SKPaint
        {
            Color = Ink.Axis.WithAlpha(110),
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 0.8f,
        };
        var unit = square.Width / (2 * halfWidth);
        foreach (var (center, radius) in outlines)
        {
            var (right, up, _) = view.Project(center[0], center[1], center[2]);
            canvas.DrawCircle(
                (float)(square.MidX + right * unit), (float)(square.MidY - up * unit), (float)(radius * unit), line);
        }
        var buffer = new DepthBuffer(view, halfWidth, square.Width);
        foreach (var paint in things)
            paint(buffer);
        buffer.DrawTo(canvas, square);
    }

    // A tube of balls, less than half their radius apart.
    private static void PaintCurve(DepthBuffer buffer, SimplicialMesh curve, double[] values, ColorScale scale)
    {
        for (var segment = 0; segment < curve.SimplexCount; segment++)
        {
            var ends = curve.Simplex(segment);
            var (from, to) = (buffer.Place(curve.Vertices[ends[0]]), buffer.Place(curve.Vertices[ends[1]]));
            var steps = 1 + (int)(MathF.Max(MathF.Abs(to.X - from.X), MathF.Abs(to.Y - from.Y)) / CurveRadius);
            for (var step = 0; step <= steps; step++)
            {
                var part = (float)step / steps;
                var place = new DepthPosition(
                    from.X + part * (to.X - from.X), from.Y + part * (to.Y - from.Y), from.Near + part * (to.Near - from.Near));
                var value = values[ends[0]] + part * (values[ends[1]] - values[ends[0]]);
                buffer.PaintBall(place, CurveRadius, scale.Color(value));
            }
        }
    }
}
