using DslManifolds.Geometry;
using DslManifolds.Samples.Plotting;

namespace DslManifolds.Samples.Experiments;

/// <summary>The pictures of models of one set of data in space, side by side, densities to one scale.</summary>
internal static class SurfaceFigure
{
    /// <summary>Data, the models' densities and their samples; a row for each view.</summary>
    /// <param name="views">Where they are seen from.</param>
    /// <param name="title">What the data are.</param>
    /// <param name="truth">The surface on which the data are drawn.</param>
    /// <param name="data">The data.</param>
    /// <param name="models">The models.</param>
    public static Figure Of(
        IReadOnlyList<SurfacePanels> views, string title, SimplicialMesh truth, PointSet data, IReadOnlyList<DrawnMesh> models)
    {
        var scale = Scale(models);
        return new Figure([.. views.Select(view => new Panel[]
        {
            view.Points(title, truth, data),
        }.Concat(models.SelectMany(model => new Panel[]
        {
            view.Density(model.Title, model, scale),
            view.Points($"Samples of the {model.Name}", model.Mesh, model.Samples),
        })).ToArray())]);
    }

    /// <summary>Colours from no density to the greatest of the models' peaks.</summary>
    public static ColorScale Scale(IReadOnlyList<DrawnMesh> models) =>
        ColorScale.FromZero(ColorMaps.Density, "density by area", models.Select(model => new[] { model.Peak }));
}
