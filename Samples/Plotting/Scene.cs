using DslManifolds.Geometry;
using SkiaSharp;

namespace DslManifolds.Samples.Plotting;

/// <summary>
/// Things in the plane or in space to be looked at in a browser: turned, enlarged, shown and hidden one by one. Its calls are those
/// of <see cref="PlanePanel"/> and <see cref="SpacePanel"/>, its picture is made by <see cref="Reports.SceneChart"/>.
/// </summary>
/// <param name="title">The line above.</param>
/// <param name="dimension">2 for the plane, 3 for space.</param>
/// <param name="halfWidth">Half the width of the scene about 0, in the units of the points.</param>
internal sealed class Scene(string title, int dimension, double halfWidth)
{
    private readonly List<SceneLayer> layers = [];

    /// <summary>The line above.</summary>
    public string Title => title;

    /// <summary>2 for the plane, 3 for space.</summary>
    public int Dimension => dimension;

    /// <summary>Half the width of the scene about 0.</summary>
    public double HalfWidth => halfWidth;

    /// <summary>Where a scene in space is first seen from.</summary>
    public GlobeView View { get; init; } = new(22, -58);

    /// <summary>What the scene shows, the lowest first.</summary>
    public IReadOnlyList<SceneLayer> Layers => layers;

    /// <summary>Adds a curve or a surface coloured by values at its vertices.</summary>
    /// <param name="name">What it is, in the legend.</param>
    /// <param name="mesh">A mesh of segments, or in space of triangles.</param>
    /// <param name="values">A value for each vertex.</param>
    /// <param name="scale">Colours of the values.</param>
    public Scene AddMesh(string name, SimplicialMesh mesh, double[] values, ColorScale scale) =>
        Add(new MeshLayer(name, mesh, values, scale), mesh.AmbientDimension);

    /// <summary>Adds a field of the plane.</summary>
    /// <param name="name">What it is, in the legend.</param>
    /// <param name="field">Values on a grid.</param>
    /// <param name="scale">Colours of the values.</param>
    public Scene AddField(string name, PlaneField field, ColorScale scale) => Add(new FieldLayer(name, field, scale), 2);

    /// <summary>Adds points.</summary>
    /// <param name="name">What they are, in the legend.</param>
    /// <param name="points">The points.</param>
    /// <param name="color">Their colour.</param>
    /// <param name="isShown">Whether they are shown at first; the legend shows and hides them.</param>
    public Scene AddPoints(string name, PointSet points, SKColor color, bool isShown = true) =>
        Add(new PointLayer(name, points, color, isShown), points.Dimension);

    private Scene Add(SceneLayer layer, int layerDimension)
    {
        if (layerDimension != dimension)
            throw new ArgumentException($"{layer.Name} has points of dimension {layerDimension}, the scene {dimension}.");
        layers.Add(layer);
        return this;
    }
}
