using DslManifolds.Geometry;
using DslManifolds.Samples.Plotting;

namespace DslManifolds.Samples.Experiments;

/// <summary>The picture of Fig. 5, and samples below it.</summary>
internal static class SphereArithmeticFigure
{
    private const double HalfWidth = 1.5;

    // Samples on a curve, of which more would merge into a line.
    private const int SamplesOnCurve = 250;

    // The axis of the modes runs to the right, and the mode at its end is seen.
    private static readonly GlobeView View = new(22, -58);

    /// <summary>Writes <c>figure-5.png</c>.</summary>
    public static void Save(RunContext context, LearnedPart sphere, LearnedPart union, LearnedPart ring, double offset)
    {
        var figure = new Figure(
            [
                Density("Learned sphere", sphere),
                Density("Union of two copies", union),
                Outlined(Density("Intersection of the copies", ring), offset),
            ],
            [
                Samples("Samples of the sphere", sphere),
                Samples("Samples of the union", union),
                Outlined(Samples("Samples of the intersection", ring), offset),
            ]);
        context.Save(figure, "figure-5.png", "Fig. 5. A learned sphere, the union and the intersection of two copies; samples of each.");
        context.Record.Add(Turnable("Learned sphere", sphere).AddPoints("data", context.Data, Ink.DataOverDensity));
        context.Record.Add(Turnable("Union of two copies", union));
        context.Record.Add(Turnable("Intersection of the copies", ring));
    }

    private static SpacePanel Density(string title, LearnedPart part)
    {
        var (mesh, (values, scale)) = (part.Density.Mesh, Colors(part));
        return new SpacePanel(title, View, HalfWidth) { Scale = scale }.AddMesh(mesh, values, scale);
    }

    private static Scene Turnable(string title, LearnedPart part)
    {
        var (values, scale) = Colors(part);
        return new Scene(title, 3, HalfWidth) { View = View }
            .AddMesh("density", part.Density.Mesh, values, scale)
            .AddPoints("samples", part.Samples, Ink.SamplesOverDensity, isShown: false);
    }

    private static (double[] Values, ColorScale Scale) Colors(LearnedPart part)
    {
        var values = part.Density.Density(part.Density.Mesh.Vertices);
        // The ring's density is nearly constant: colours that began at its least value would make much of little.
        return part.Density.Mesh.Dimension == 1
            ? (values, ColorScale.FromZero(ColorMaps.Density, "density by length", values))
            : (values, ColorScale.Over(ColorMaps.Density, "density by area", values));
    }

    private static SpacePanel Samples(string title, LearnedPart part)
    {
        var (panel, mesh) = (new SpacePanel(title, View, HalfWidth), part.Density.Mesh);
        if (mesh.Dimension == 1)
            return panel.AddPoints(First(part.Samples, SamplesOnCurve), Ink.Data);
        return panel.AddSurface(mesh, Ink.Surface).AddPoints(part.Samples, Ink.Data);
    }

    private static SpacePanel Outlined(SpacePanel panel, double offset) =>
        panel.AddOutline([-offset, 0, 0], 1).AddOutline([offset, 0, 0], 1);

    private static PointSet First(PointSet points, int count) => Data.DataSplit.Choose(points, [.. Enumerable.Range(0, count)]);
}
