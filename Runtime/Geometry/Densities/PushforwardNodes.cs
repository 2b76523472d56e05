namespace DslManifolds.Geometry;

/// <summary>The image of a decoder over a grid of its latent box, with the density on it; see <see cref="PushforwardDensity.Nodes"/>.</summary>
/// <param name="Mesh">The image: a curve for m = 1, a surface for m = 2. Its vertices are f(z) of the grid's points.</param>
/// <param name="Codes">z of each vertex.</param>
/// <param name="LogDensities">log p at each vertex, by Eq. 2, with respect to length or area; +∞ where J loses rank.</param>
/// <param name="Pieces">f at the centre of the part of the box that each simplex is the image of.</param>
/// <param name="Masses">Probability of each of those parts, and so of the simplex; they sum to one.</param>
public sealed record PushforwardNodes(
    SimplicialMesh Mesh, PointSet Codes, double[] LogDensities, PointSet Pieces, double[] Masses);
