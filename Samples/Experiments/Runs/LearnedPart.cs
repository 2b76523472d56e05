using DslManifolds.Geometry;

namespace DslManifolds.Samples.Experiments;

/// <summary>A model, measured and sampled: what a picture of it is drawn from.</summary>
/// <param name="Density">Its manifold and the density on it.</param>
/// <param name="Samples">Samples of it.</param>
internal sealed record LearnedPart(LearnedDensity Density, PointSet Samples)
{
    /// <summary>The model beside others.</summary>
    public DrawnMesh Drawn => new("constrained EBM", Samples, Density.Mesh, Density.Density(Density.Mesh.Vertices));
}
