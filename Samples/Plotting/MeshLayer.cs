using DslManifolds.Geometry;

namespace DslManifolds.Samples.Plotting;

/// <summary>A curve or a surface in a <see cref="Scene"/>, coloured by values at its vertices.</summary>
/// <param name="Name">What it is, in the legend.</param>
/// <param name="Mesh">A mesh of segments or triangles.</param>
/// <param name="Values">A value for each vertex.</param>
/// <param name="Scale">Colours of the values.</param>
internal sealed record MeshLayer(string Name, SimplicialMesh Mesh, double[] Values, ColorScale Scale) : SceneLayer(Name);
