using SkiaSharp;

namespace DslManifolds.Samples.Plotting;

/// <summary>Colours of what is not data.</summary>
internal static class Ink
{
    /// <summary>The page.</summary>
    public static SKColor Page { get; } = SKColors.White;

    /// <summary>Titles, labels and numbers.</summary>
    public static SKColor Text { get; } = new(0x22, 0x26, 0x2b);

    /// <summary>Frames and marks.</summary>
    public static SKColor Axis { get; } = new(0x5a, 0x62, 0x6b);

    /// <summary>Edges of a box around things.</summary>
    public static SKColor Edge { get; } = new(0xb4, 0xbb, 0xc4);

    /// <summary>Points of data.</summary>
    public static SKColor Data { get; } = new(0x1f, 0x4e, 0x79);

    /// <summary>Points of data over a density's colours.</summary>
    public static SKColor DataOverDensity { get; } = new(0xe8, 0x59, 0x0c);

    /// <summary>Samples of a model over a density's colours.</summary>
    public static SKColor SamplesOverDensity { get; } = new(0xff, 0x5f, 0xa8);

    /// <summary>Surfaces that carry points.</summary>
    public static SKColor Surface { get; } = new(0xee, 0xf1, 0xf5);

    /// <summary>The zero set over a field.</summary>
    public static SKColor ZeroSet { get; } = new(0x11, 0x11, 0x11);
}
