namespace DslManifolds.Samples.Plotting;

/// <summary>One thing in a <see cref="Scene"/>.</summary>
/// <param name="Name">What it is, in the legend.</param>
internal abstract record SceneLayer(string Name);
