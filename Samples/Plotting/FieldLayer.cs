namespace DslManifolds.Samples.Plotting;

/// <summary>A field of the plane in a <see cref="Scene"/>.</summary>
/// <param name="Name">What it is, in the legend.</param>
/// <param name="Field">Values on a grid.</param>
/// <param name="Scale">Colours of the values.</param>
internal sealed record FieldLayer(string Name, PlaneField Field, ColorScale Scale) : SceneLayer(Name);
