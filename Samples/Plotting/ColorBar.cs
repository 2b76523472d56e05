using System.Globalization;
using SkiaSharp;

namespace DslManifolds.Samples.Plotting;

/// <summary>
/// Draws a colour bar: the colours of a scale from bottom to top, marks at round numbers, the label along its side.
/// </summary>
internal static class ColorBar
{
    /// <summary>Room a bar takes to the right of a panel's square.</summary>
    public const float Margin = 84;

    private const float Gap = 14;
    private const float Width = 13;

    /// <summary>Draws the bar beside a square.</summary>
    public static void Draw(SKCanvas canvas, SKRect square, ColorScale scale)
    {
        var bar = new SKRect(square.Right + Gap, square.Top + 12, square.Right + Gap + Width, square.Bottom - 12);
        DrawColors(canvas, bar, scale);
        using var font = Typography.Font(11.5f);
        using var line = new SKPaint { Color = Ink.Axis, IsAntialias = true, StrokeWidth = 0.8f, Style = SKPaintStyle.Stroke };
        canvas.DrawRect(bar, line);
        var widest = 0f;
        foreach (var mark in scale.Marks())
        {
            var y = (float)(bar.Bottom - scale.Fraction(mark) * bar.Height);
            canvas.DrawLine(bar.Right, y, bar.Right + 3.5f, y, line);
            var text = (Math.Abs(mark) < 1e-12 ? 0 : mark).ToString("0.####", CultureInfo.InvariantCulture).Replace('-', '−');
            Typography.Draw(canvas, text, bar.Right + 6.5f, y + 4, font, SKTextAlign.Left, Ink.Text);
            widest = Math.Max(widest, font.MeasureText(text));
        }
        using var labelFont = Typography.Font(12f);
        canvas.Save();
        canvas.RotateDegrees(-90, bar.Right + widest + 22, bar.MidY);
        Typography.Draw(canvas, scale.Label, bar.Right + widest + 22, bar.MidY, labelFont, SKTextAlign.Center, Ink.Text);
        canvas.Restore();
    }

    private static void DrawColors(SKCanvas canvas, SKRect bar, ColorScale scale)
    {
        const int Stops = 65;
        var colors = new SKColor[Stops];
        for (var i = 0; i < Stops; i++)
            colors[i] = scale.Color(scale.Least + (scale.Most - scale.Least) * i / (Stops - 1));
        using var shader = SKShader.CreateLinearGradient(
            new SKPoint(bar.Left, bar.Bottom), new SKPoint(bar.Left, bar.Top), colors, null, SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = shader };
        canvas.DrawRect(bar, paint);
    }
}
