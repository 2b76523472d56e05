using SkiaSharp;

namespace DslManifolds.Samples.Plotting;

/// <summary>The typeface of the figures, chosen from what the machine has.</summary>
internal static class Typography
{
    private static readonly string[] Preferred =
        ["Source Sans 3", "Inter", "Noto Sans", "DejaVu Sans", "Liberation Sans", "Helvetica", "Arial"];

    /// <summary>Name of the font family; null where the machine has no fonts at all, and figures then have no text.</summary>
    public static string? Family { get; } = Find();

    /// <summary>What to tell a user whose machine has no fonts; null where it has some.</summary>
    public static string? Advice => Family is null
        ? "no fonts on this machine, so figures have no text; on Debian install fonts-dejavu-core"
        : null;

    /// <summary>A font of a size in logical pixels.</summary>
    public static SKFont Font(float size, bool bold = false)
    {
        var weight = bold ? SKFontStyle.Bold : SKFontStyle.Normal;
        var typeface = Family is null ? SKTypeface.Default : SKTypeface.FromFamilyName(Family, weight);
        return new SKFont(typeface, size) { Edging = SKFontEdging.Antialias, Subpixel = true, Hinting = SKFontHinting.None };
    }

    /// <summary>Draws one line of text.</summary>
    public static void Draw(SKCanvas canvas, string text, float x, float y, SKFont font, SKTextAlign align, SKColor color)
    {
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        canvas.DrawText(text, x, y, align, font, paint);
    }

    private static string? Find()
    {
        // Without any font Skia names one family, and its name is empty.
        var families = SKFontManager.Default.FontFamilies.Where(family => family.Length > 0).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Array.Find(Preferred, families.Contains) ?? families.Order(StringComparer.Ordinal).FirstOrDefault();
    }
}
