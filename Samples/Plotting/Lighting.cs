using SkiaSharp;

namespace DslManifolds.Samples.Plotting;

/// <summary>The light on things in space: from the upper left, behind the viewer's shoulder.</summary>
internal static class Lighting
{
    private static readonly (double X, double Y, double Z) Light = (-0.42, 0.5, 0.757);

    /// <summary>A colour as it looks where the outward normal is (x, y, z): rightward, upward, toward the viewer.</summary>
    public static SKColor Shade(SKColor color, double x, double y, double z)
    {
        var facing = Math.Max(0, x * Light.X + y * Light.Y + z * Light.Z);
        // Mild, so that colours can still be read off the colour bar.
        var brightness = 0.76 + 0.24 * facing;
        return new SKColor((byte)(color.Red * brightness), (byte)(color.Green * brightness), (byte)(color.Blue * brightness));
    }
}
