using DslManifolds.Geometry;

namespace DslManifolds.Samples.Experiments;

/// <summary>A learned model as pictures show it.</summary>
/// <param name="Name">What it is called within a line.</param>
/// <param name="Samples">Samples of it.</param>
internal abstract record DrawnModel(string Name, PointSet Samples)
{
    /// <summary>What it is called above a picture.</summary>
    public string Title => $"{char.ToUpperInvariant(Name[0])}{Name[1..]}";
}
