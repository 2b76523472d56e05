using DslManifolds.Geometry;
using SkiaSharp;

namespace DslManifolds.Samples.Plotting;

/// <summary>Points in a <see cref="Scene"/>.</summary>
/// <param name="Name">What they are, in the legend.</param>
/// <param name="Points">The points.</param>
/// <param name="Color">Their colour.</param>
/// <param name="IsShown">Whether they are shown at first.</param>
internal sealed record PointLayer(string Name, PointSet Points, SKColor Color, bool IsShown) : SceneLayer(Name);
