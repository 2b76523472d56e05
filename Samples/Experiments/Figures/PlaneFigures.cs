using DslManifolds.Geometry;
using DslManifolds.Samples.Plotting;
using static TorchSharp.torch;

namespace DslManifolds.Samples.Experiments;

/// <summary>The pictures of a model of a curve in the plane.</summary>
/// <param name="halfWidth">The pictures show the square [−halfWidth, halfWidth]².</param>
/// <param name="device">Device of the models.</param>
internal sealed class PlaneFigures(double halfWidth, Device device)
{
    private const int GridPoints = 201;

    /// <summary>Data, F with its zero set, and E: the panels of Fig. 1.</summary>
    public Panel[] Learned(IConstrainedModel model, PointSet data)
    {
        var (values, energies) = (Field(model.Value), Field(model.Energy));
        var scale = new ColorScale(ColorMaps.Energy, energies.Range().Least, energies.Range().Most, "E(x)");
        return
        [
            Points("Data", data),
            Function("Manifold-defining function", values),
            new PlanePanel("Energy", halfWidth) { Scale = scale }.AddField(energies, scale, scale.Marks()).AddZeroSet(values),
        ];
    }

    /// <summary>
    /// The true density and those of models, all on curves to one scale, and samples: the panels of Fig. 2 and 4. Those of one model
    /// make one row, of several two.
    /// </summary>
    public Panel[][] Densities(CirclesTruth truth, PointSet data, IReadOnlyList<DrawnModel> models)
    {
        var curve = truth.Curve;
        var expected = truth.Density(curve.Vertices);
        // The peaks of one model must not make the others pale.
        var most = 1.5 * expected.Max();
        var scale = ColorScale.FromZero(
            ColorMaps.Density, "density", [expected, .. models.OfType<DrawnMesh>().Select(model => new[] { Math.Min(model.Peak, most) })]);
        Panel[] densities = [Curve("Ground truth", curve, expected, scale), .. models.Select(model => Density(model, scale))];
        Panel[] samples = [.. models.Select(Samples)];
        return models.Count == 1 ? [[.. densities, .. samples]] : [densities, [Points("Data", data), .. samples]];
    }

    /// <summary>The learned density and samples of it.</summary>
    public Panel[] Densities(DrawnMesh model) =>
        [Density(model, ColorScale.FromZero(ColorMaps.Density, "density", model.Densities)), Samples(model)];

    /// <summary>A model on a curve with data, and samples that are hidden at first, to be looked at closely.</summary>
    public Scene Scene(DrawnMesh model, PointSet data) => new Scene(model.Title, 2, halfWidth)
        .AddMesh("density", model.Mesh, model.Shown, ColorScale.FromZero(ColorMaps.Density, "density", new[] { model.Peak }))
        .AddPoints("data", data, Ink.DataOverDensity)
        .AddPoints("samples", model.Samples, Ink.SamplesOverDensity, isShown: false);

    /// <summary>Points.</summary>
    public PlanePanel Points(string title, PointSet points) => new PlanePanel(title, halfWidth).AddPoints(points, Ink.Data);

    /// <summary>A manifold-defining function as colours, each picture with a scale of its own, and its zero set.</summary>
    public PlanePanel Function(string title, IManifold manifold) => Function(title, Field(manifold.Value));

    private PlanePanel Density(DrawnModel model, ColorScale scale)
    {
        if (model is DrawnMesh onCurve)
            return Curve(model.Title, onCurve.Mesh, onCurve.Shown, scale);
        var field = ((DrawnField)model).Field;
        var byArea = new ColorScale(ColorMaps.Density, 0, field.Range().Most, "density by area");
        return new PlanePanel(model.Title, halfWidth) { Scale = byArea }.AddField(field, byArea, []);
    }

    private PlanePanel Samples(DrawnModel model) => Points($"Samples of the {model.Name}", model.Samples);

    private PlanePanel Curve(string title, SimplicialMesh curve, double[] densities, ColorScale scale) =>
        new PlanePanel(title, halfWidth) { Scale = scale }.AddCurve(curve, densities, scale);

    private PlanePanel Function(string title, PlaneField values)
    {
        // A corner of the box may hold values far beyond all others; they take the end's colour.
        var largest = values.Magnitude(0.95);
        var scale = new ColorScale(ColorMaps.Signed, -largest, largest, "F(x)");
        return new PlanePanel(title, halfWidth) { Scale = scale }.AddField(values, scale, scale.Marks()).AddZeroSet(values);
    }

    private PlaneField Field(Func<Tensor, Tensor> function) =>
        PlaneField.FromFlat(halfWidth, PlaneField.GridPoints(halfWidth, GridPoints).Evaluate(function, device: device));
}
