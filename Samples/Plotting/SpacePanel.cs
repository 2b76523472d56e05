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
    private const float EdgeRadius = 0.5f;

    // How much of the page's colour the farthest of some points takes on.
    private const double Paling = 0.7;

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

    /// <summary>Adds points with no surface to carry them: each a small ball, the farther the paler.</summary>
    /// <param name="points">Points of space.</param>
    /// <param name="color">The colour of the nearest.</param>
    public SpacePanel AddScatter(PointSet points, SKColor color)
    {
        things.Add(buffer =>
        {
            var places = Enumerable.Range(0, points.Count).Select(i => buffer.Place(points[i])).ToArray();
            var (nearest, farthest) = (places.Max(place => place.Near), places.Min(place => place.Near));
            foreach (var place in places)
            {
                var depth = nearest > farthest ? (nearest - place.Near) / (nearest - farthest) : 0;
                buffer.PaintBall(place, PointRadius, Mix(color, Ink.Page, Paling * depth));
            }
        });
        return this;
    }

    /// <summary>Adds the edges of a box.</summary>
    /// <param name="box">A box in space.</param>
    public SpacePanel AddEdges(Box box)
    {
        things.Add(buffer =>
        {
            for (var axis = 0; axis < 3; axis++)
            {
                for (var edge = 0; edge < 4; edge++)
                {
                    var (from, to) = (box.Lower.ToArray(), box.Upper.ToArray());
                    for (var other = 1; other < 3; other++)
                    {
                        var at = (axis + other) % 3;
                        from[at] = to[at] = (edge >> (other - 1) & 1) == 0 ? from[at] : to[at];
                    }
                    PaintLine(buffer, buffer.Place(from), buffer.Place(to), EdgeRadius, _ => Ink.Edge);
                }
            }
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

    private static void PaintCurve(DepthBuffer buffer, SimplicialMesh curve, double[] values, ColorScale scale)
    {
        for (var segment = 0; segment < curve.SimplexCount; segment++)
        {
            var (start, end) = (curve.Simplex(segment)[0], curve.Simplex(segment)[1]);
            PaintLine(
                buffer, buffer.Place(curve.Vertices[start]), buffer.Place(curve.Vertices[end]), CurveRadius,
                part => scale.Color(values[start] + part * (values[end] - values[start])));
        }
    }

    // A tube of balls, less than half their radius apart.
    private static void PaintLine(DepthBuffer buffer, DepthPosition from, DepthPosition to, float radius, Func<float, SKColor> color)
    {
        var steps = 1 + (int)(MathF.Max(MathF.Abs(to.X - from.X), MathF.Abs(to.Y - from.Y)) / radius);
        for (var step = 0; step <= steps; step++)
        {
            var part = (float)step / steps;
            var place = new DepthPosition(
                from.X + part * (to.X - from.X), from.Y + part * (to.Y - from.Y), from.Near + part * (to.Near - from.Near));
            buffer.PaintBall(place, radius, color(part));
        }
    }

    private static SKColor Mix(SKColor color, SKColor other, double share)
    {
        return new SKColor(Channel(color.Red, other.Red), Channel(color.Green, other.Green), Channel(color.Blue, other.Blue));

        byte Channel(byte from, byte to) => (byte)(from + share * (to - from));
    }
}
