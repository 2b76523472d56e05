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
        new Figure(
        [
            new PlanePanel("Data", halfWidth).AddPoints(context.Data, Ink.Data),
            new PlanePanel("Manifold-defining function", halfWidth) { Scale = valueScale }
                .AddField(values, valueScale, valueScale.Marks()).AddZeroSet(values),
            new PlanePanel("Energy", halfWidth) { Scale = energyScale }
                .AddField(energies, energyScale, energyScale.Marks()).AddZeroSet(values),
        ]).Save(context.Files.FileAt("figure-1.png"));

        var circle = TrueCircle();
        var vertices = Enumerable.Range(0, circle.Vertices.Count);
        var trueDensity = vertices.Select(vertex => truth.Density(Angle(circle.Vertices[vertex]))).ToArray();
        var learned = density.Density(density.Mesh.Vertices);
        var densityScale = new ColorScale(ColorMaps.Density, 0, Math.Max(trueDensity.Max(), learned.Max()), "density");
        new Figure(
        [
            new PlanePanel("Ground truth", halfWidth) { Scale = densityScale }.AddCurve(circle, trueDensity, densityScale),
            new PlanePanel("Constrained EBM", halfWidth) { Scale = densityScale }.AddCurve(density.Mesh, learned, densityScale),
            new PlanePanel("Samples of the constrained EBM", halfWidth).AddPoints(samples, Ink.Data),
        ]).Save(context.Files.FileAt("figure-2.png"));
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
