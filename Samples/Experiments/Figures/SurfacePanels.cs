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
    /// <param name="title">The line above.</param>
    /// <param name="density">The density.</param>
    /// <param name="scale">Colours; its own where null.</param>
    public SpacePanel Density(string title, LearnedDensity density, ColorScale? scale = null)
    {
        var (mesh, colors) = (density.Mesh, scale ?? Scale(density));
        return new SpacePanel(title, view, halfWidth) { Scale = colors }.AddMesh(mesh, density.Density(mesh.Vertices), colors);
    }

    /// <summary>A learned surface or curve, coloured by the density on it, to be turned.</summary>
    /// <param name="title">The line above.</param>
    /// <param name="density">The density.</param>
    /// <param name="scale">Colours; its own where null.</param>
    public Scene Scene(string title, LearnedDensity density, ColorScale? scale = null)
    {
        var mesh = density.ScreenMesh();
        return new Scene(title, 3, halfWidth) { View = view }
            .AddMesh("density", mesh, density.Density(mesh.Vertices), scale ?? Scale(density));
    }

    /// <summary>The same with samples, which are hidden at first.</summary>
    public Scene Scene(string title, LearnedPart learned) =>
        Scene(title, learned.Density).AddPoints("samples", learned.Samples, Ink.SamplesOverDensity, isShown: false);

    /// <summary>Another model on a surface, its density to a given scale.</summary>
    public SpacePanel Density(string title, DrawnMesh model, ColorScale scale) =>
        new SpacePanel(title, view, halfWidth) { Scale = scale }.AddMesh(model.Mesh, model.Shown, scale);

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

    /// <summary>One scale for densities that stand side by side, all on curves or all on surfaces.</summary>
    public static ColorScale Scale(params IReadOnlyList<LearnedDensity> densities)
    {
        var values = densities.Select(density => density.Density(density.Mesh.Vertices));
        // A curve's density may be nearly constant: colours that began at its least value would make much of little.
        return densities.Any(density => density.Mesh.Dimension == 1)
            ? ColorScale.FromZero(ColorMaps.Density, "density by length", values)
            : ColorScale.Over(ColorMaps.Density, "density by area", values);
    }
}
