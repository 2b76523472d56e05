using DslManifolds.Samples.Plotting;

namespace DslManifolds.Samples.Experiments;

/// <summary>The picture of Fig. 5, and samples below it.</summary>
internal static class SphereArithmeticFigure
{
    // The axis of the modes runs to the right, and the mode at its end is seen.
    private static readonly SurfacePanels View = new(new(22, -58), 1.5);

    /// <summary>Writes <c>figure-5.png</c>.</summary>
    public static void Save(RunContext context, LearnedPart sphere, LearnedPart union, LearnedPart ring, double offset)
    {
        var figure = new Figure(
            [
                View.Density("Learned sphere", sphere.Density),
                View.Density("Union of two copies", union.Density),
                Outlined(View.Density("Intersection of the copies", ring.Density), offset),
            ],
            [
                Samples("Samples of the sphere", sphere),
                Samples("Samples of the union", union),
                Outlined(Samples("Samples of the intersection", ring), offset),
            ]);
        context.Save(figure, "figure-5.png", "Fig. 5. A learned sphere; the union and the intersection of two copies; samples of each.");
        context.Record.Add(View.Scene("Learned sphere", sphere).AddPoints("data", context.Data, Ink.DataOverDensity));
        context.Record.Add(View.Scene("Union of two copies", union));
        context.Record.Add(View.Scene("Intersection of the copies", ring));
    }

    private static SpacePanel Samples(string title, LearnedPart part) => View.Points(title, part.Density.Mesh, part.Samples);

    private static SpacePanel Outlined(SpacePanel panel, double offset) =>
        panel.AddOutline([-offset, 0, 0], 1).AddOutline([offset, 0, 0], 1);
}
