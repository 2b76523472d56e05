using SkiaSharp;

namespace DslManifolds.Samples.Plotting;

/// <summary>
/// One picture of a <see cref="Figure"/>: a square with a title above it and, where colours mean numbers, a colour bar beside it.
/// </summary>
/// <param name="title">The line above the picture.</param>
internal abstract class Panel(string title)
{
    /// <summary>Side of the square in logical pixels.</summary>
    public const float Side = 340;

    /// <summary>The line above the picture.</summary>
    public string Title => title;

    /// <summary>What the colours mean; null where there is no colour bar.</summary>
    public ColorScale? Scale { get; init; }

    /// <summary>Room the picture needs to the left of its square, for an axis.</summary>
    public abstract float LeftMargin { get; }

    /// <summary>Room the picture needs below its square, for an axis.</summary>
    public abstract float BottomMargin { get; }

    /// <summary>Draws the picture.</summary>
    /// <param name="canvas">Canvas in logical pixels.</param>
    /// <param name="square">The square; margins lie outside it.</param>
    public abstract void Draw(SKCanvas canvas, SKRect square);
}
