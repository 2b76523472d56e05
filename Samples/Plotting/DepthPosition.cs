namespace DslManifolds.Samples.Plotting;

/// <summary>Where a point is seen in a <see cref="DepthBuffer"/>.</summary>
/// <param name="X">Pixels from the left.</param>
/// <param name="Y">Pixels from the top.</param>
/// <param name="Near">Pixels toward the viewer.</param>
internal readonly record struct DepthPosition(float X, float Y, float Near);
