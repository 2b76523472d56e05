using DslManifolds.Geometry;
using DslManifolds.Samples.Plotting;

namespace DslManifolds.Samples.Experiments;

/// <summary>A model in the whole plane.</summary>
/// <param name="Name">What it is called within a line.</param>
/// <param name="Samples">Samples of it.</param>
/// <param name="Field">The density by area.</param>
internal sealed record DrawnField(string Name, PointSet Samples, PlaneField Field) : DrawnModel(Name, Samples);
