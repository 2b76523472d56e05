using DslManifolds.Geometry;
using DslManifolds.Samples.Data;
using DslManifolds.Samples.Plotting;
using static TorchSharp.torch;

namespace DslManifolds.Samples.Experiments;

/// <summary>The pictures of Fig. 1 and 2, for a model of a curve in the plane.</summary>
internal sealed class CircleFigures(IConstrainedModel model, LearnedDensity density, double halfWidth, Device device)
{
    private const int GridPoints = 201;

    /// <summary>Writes <c>figure-1.png</c> (data, F, E) and <c>figure-2.png</c> (truth, model, samples).</summary>
    public void Save(RunContext context, VonMises truth, PointSet samples)
    {
        var (values, energies) = (Field(model.Value), Field(model.Energy));
        // A corner of the box may hold values far beyond all others; they take the end's colour.
        var largest = values.Magnitude(0.95);
        var valueScale = new ColorScale(ColorMaps.Signed, -largest, largest, "F(x)");
        var energyScale = new ColorScale(ColorMaps.Energy, energies.Range().Least, energies.Range().Most, "E(x)");
        var first = new Figure(
        [
            new PlanePanel("Data", halfWidth).AddPoints(context.Data, Ink.Data),
            new PlanePanel("Manifold-defining function", halfWidth) { Scale = valueScale }
                .AddField(values, valueScale, valueScale.Marks()).AddZeroSet(values),
            new PlanePanel("Energy", halfWidth) { Scale = energyScale }
                .AddField(energies, energyScale, energyScale.Marks()).AddZeroSet(values),
        ]);
        context.Save(first, "figure-1.png", "Fig. 1. Data, the learned function F with its zero set, the learned energy.");

        var circle = TrueCircle();
        var vertices = Enumerable.Range(0, circle.Vertices.Count);
        var trueDensity = vertices.Select(vertex => truth.Density(Angle(circle.Vertices[vertex]))).ToArray();
        var learned = density.Density(density.Mesh.Vertices);
        var densityScale = ColorScale.FromZero(ColorMaps.Density, "density", trueDensity, learned);
        var second = new Figure(
        [
            new PlanePanel("Ground truth", halfWidth) { Scale = densityScale }.AddCurve(circle, trueDensity, densityScale),
            new PlanePanel("Constrained EBM", halfWidth) { Scale = densityScale }.AddCurve(density.Mesh, learned, densityScale),
            new PlanePanel("Samples of the constrained EBM", halfWidth).AddPoints(samples, Ink.Data),
        ]);
        context.Save(second, "figure-2.png", "Fig. 2. The true density, the learned one to the same scale, samples of the model.");
        context.Record.Add(new Scene("Constrained EBM", 2, halfWidth)
            .AddMesh("density", density.Mesh, learned, densityScale)
            .AddPoints("data", context.Data, Ink.DataOverDensity)
            .AddPoints("samples", samples, Ink.SamplesOverDensity, isShown: false));
    }

    private PlaneField Field(Func<Tensor, Tensor> function) =>
        PlaneField.FromFlat(halfWidth, PlaneField.GridPoints(halfWidth, GridPoints).Evaluate(function, device: device));

    private static double Angle(ReadOnlySpan<double> point) => Math.Atan2(point[1], point[0]);

    private static SimplicialMesh TrueCircle()
    {
        const int Segments = 720;
        var vertices = VonMises.OnCircle(Enumerable.Range(0, Segments).Select(i => 2 * Math.PI * i / Segments));
        var segments = Enumerable.Range(0, Segments).SelectMany(i => new[] { i, (i + 1) % Segments });
        return new SimplicialMesh(vertices, [.. segments], 1);
    }
}
