using SkiaSharp;

namespace DslManifolds.Samples.Plotting;

/// <summary>
/// A picture of things in space in which the nearer hides the farther pixel by pixel, so that surfaces may cross each other.
/// </summary>
/// <remarks>
/// It is painted at four times the logical resolution and scaled down, because edges are drawn without antialiasing. Depths are in
/// pixels, as positions are.
/// </remarks>
internal sealed class DepthBuffer
{
    private const int Oversampling = 4;

    private readonly GlobeView view;
    private readonly int side;
    private readonly double unit;
    private readonly float[] depths;
    private readonly SKColor[] colors;

    /// <param name="view">Where the things are seen from.</param>
    /// <param name="halfWidth">Half the width of the picture, in the units of the things.</param>
    /// <param name="logicalSide">Side of the picture in logical pixels.</param>
    public DepthBuffer(GlobeView view, double halfWidth, double logicalSide)
    {
        this.view = view;
        side = (int)Math.Round(logicalSide * Oversampling);
        unit = side / (2 * halfWidth);
        depths = new float[side * side];
        Array.Fill(depths, float.NegativeInfinity);
        colors = new SKColor[side * side];
    }

    /// <summary>Where a point is seen.</summary>
    public DepthPosition Place(ReadOnlySpan<double> point)
    {
        var (right, up, near) = view.Project(point[0], point[1], point[2]);
        return new DepthPosition((float)(side / 2.0 + right * unit), (float)(side / 2.0 - up * unit), (float)(near * unit));
    }

    /// <summary>Paints a triangle, its colours interpolated between the corners.</summary>
    public void PaintTriangle(ReadOnlySpan<DepthPosition> corners, ReadOnlySpan<SKColor> cornerColors)
    {
        var (a, b, c) = (corners[0], corners[1], corners[2]);
        var area = Cross(a, b, c.X, c.Y);
        if (area == 0)
            return;
        var (left, right) = Pixels(Math.Min(a.X, Math.Min(b.X, c.X)), Math.Max(a.X, Math.Max(b.X, c.X)));
        var (top, bottom) = Pixels(Math.Min(a.Y, Math.Min(b.Y, c.Y)), Math.Max(a.Y, Math.Max(b.Y, c.Y)));
        for (var row = top; row <= bottom; row++)
        {
            for (var column = left; column <= right; column++)
            {
                // Barycentric coordinates of the pixel's centre; a pixel on a common edge is painted from both sides.
                var (x, y) = (column + 0.5f, row + 0.5f);
                var (u, v) = (Cross(b, c, x, y) / area, Cross(c, a, x, y) / area);
                var w = 1 - u - v;
                if (u < 0 || v < 0 || w < 0)
                    continue;
                if (IsNearest(column, row, u * a.Near + v * b.Near + w * c.Near))
                    colors[row * side + column] = Mix(cornerColors, u, v, w);
            }
        }
    }

    /// <summary>Paints a ball.</summary>
    /// <param name="center">Its centre.</param>
    /// <param name="radius">Its radius in logical pixels.</param>
    /// <param name="color">Its colour; it is lit.</param>
    public void PaintBall(DepthPosition center, float radius, SKColor color)
    {
        radius *= Oversampling;
        var (left, right) = Pixels(center.X - radius, center.X + radius);
        var (top, bottom) = Pixels(center.Y - radius, center.Y + radius);
        for (var row = top; row <= bottom; row++)
        {
            for (var column = left; column <= right; column++)
            {
                var (x, y) = ((column + 0.5f - center.X) / radius, (row + 0.5f - center.Y) / radius);
                var squared = 1 - x * x - y * y;
                if (squared < 0)
                    continue;
                var height = MathF.Sqrt(squared);
                if (IsNearest(column, row, center.Near + radius * height))
                    colors[row * side + column] = Lighting.Shade(color, x, -y, height);
            }
        }
    }

    /// <summary>Draws the picture into a square of a page.</summary>
    public void DrawTo(SKCanvas canvas, SKRect square)
    {
        // SKColor is a number 0xAARRGGBB, in memory B, G, R, A; nothing here is translucent.
        using var pixels = new SKBitmap(new SKImageInfo(side, side, SKColorType.Bgra8888, SKAlphaType.Premul)) { Pixels = colors };
        using var image = SKImage.FromBitmap(pixels);
        using var smooth = new SKPaint { IsAntialias = true };
        canvas.DrawImage(image, square, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear), smooth);
    }

    private (int First, int Last) Pixels(float from, float to) =>
        (Math.Max(0, (int)MathF.Floor(from)), Math.Min(side - 1, (int)MathF.Floor(to)));

    private bool IsNearest(int column, int row, float depth)
    {
        ref var nearest = ref depths[row * side + column];
        if (!(depth > nearest))
            return false;
        nearest = depth;
        return true;
    }

    // Twice the signed area of the triangle a, b, (x, y).
    private static float Cross(DepthPosition a, DepthPosition b, float x, float y) =>
        (b.X - a.X) * (y - a.Y) - (b.Y - a.Y) * (x - a.X);

    private static SKColor Mix(ReadOnlySpan<SKColor> three, float u, float v, float w) => new(
        (byte)(u * three[0].Red + v * three[1].Red + w * three[2].Red),
        (byte)(u * three[0].Green + v * three[1].Green + w * three[2].Green),
        (byte)(u * three[0].Blue + v * three[1].Blue + w * three[2].Blue));
}
