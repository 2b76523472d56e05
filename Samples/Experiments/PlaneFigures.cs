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

    /// <summary>The true density, the learned one and samples of it: the panels of Fig. 2.</summary>
    public Panel[] Densities(CirclesTruth truth, LearnedPart learned)
    {
        var (curve, found) = (truth.Curve, learned.Density.Density(learned.Density.Mesh.Vertices));
        var expected = truth.Density(curve.Vertices);
        var scale = ColorScale.FromZero(ColorMaps.Density, "density", expected, found);
        return [Curve("Ground truth", curve, expected, scale), .. Densities(learned, found, scale)];
    }

    /// <summary>The learned density and samples of it.</summary>
    public Panel[] Densities(LearnedPart learned)
    {
        var found = learned.Density.Density(learned.Density.Mesh.Vertices);
        return Densities(learned, found, ColorScale.FromZero(ColorMaps.Density, "density", found));
    }

    /// <summary>The learned density, data and samples, to be looked at closely.</summary>
    public Scene Scene(string title, LearnedPart learned, PointSet data)
    {
        var (mesh, found) = (learned.Density.Mesh, learned.Density.Density(learned.Density.Mesh.Vertices));
        return new Scene(title, 2, halfWidth)
            .AddMesh("density", mesh, found, ColorScale.FromZero(ColorMaps.Density, "density", found))
            .AddPoints("data", data, Ink.DataOverDensity)
            .AddPoints("samples", learned.Samples, Ink.SamplesOverDensity, isShown: false);
    }

    /// <summary>Points.</summary>
    public PlanePanel Points(string title, PointSet points) => new PlanePanel(title, halfWidth).AddPoints(points, Ink.Data);

    /// <summary>A manifold-defining function as colours, each picture with a scale of its own, and its zero set.</summary>
    public PlanePanel Function(string title, IManifold manifold) => Function(title, Field(manifold.Value));

    private Panel[] Densities(LearnedPart learned, double[] found, ColorScale scale) =>
    [
        Curve("Constrained EBM", learned.Density.Mesh, found, scale),
        Points("Samples of the constrained EBM", learned.Samples),
    ];

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
