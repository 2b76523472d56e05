using DslManifolds.Geometry;
using DslManifolds.Samples.Data;
using DslManifolds.Samples.Plotting;

namespace DslManifolds.Samples.Experiments;

/// <summary>The pictures of models in space, seen from one side.</summary>
/// <param name="view">Where from.</param>
/// <param name="halfWidth">Half the width of the scene about 0.</param>
internal sealed class SurfacePanels(GlobeView view, double halfWidth)
{
    // Samples on a curve, of which more would merge into a line.
    private const int PointsOnCurve = 250;

    /// <summary>A learned surface or curve, coloured by the density on it.</summary>
    public SpacePanel Density(string title, LearnedDensity density)
    {
        var (mesh, values) = (density.Mesh, density.Density(density.Mesh.Vertices));
        // A curve's density may be nearly constant: colours that began at its least value would make much of little.
        var scale = mesh.Dimension == 1
            ? new ColorScale(ColorMaps.Density, 0, values.Max(), "density by length")
            : new ColorScale(ColorMaps.Density, values.Min(), values.Max(), "density by area");
        return new SpacePanel(title, view, halfWidth) { Scale = scale }.AddMesh(mesh, values, scale);
    }

    /// <summary>Points, over the surface that they lie on.</summary>
    public SpacePanel Points(string title, SimplicialMesh mesh, PointSet points)
    {
        var panel = Empty(title);
        return mesh.Dimension == 1
            ? panel.AddPoints(DataSplit.First(points, PointsOnCurve), Ink.Data)
            : panel.AddSurface(mesh, Ink.Surface).AddPoints(points, Ink.Data);
    }

    /// <summary>Nothing.</summary>
    public SpacePanel Empty(string title) => new(title, view, halfWidth);
}
