namespace DslManifolds.Samples.Experiments;

/// <summary>All experiments, in the order of the paper's figures.</summary>
internal static class ExperimentCatalog
{
    /// <summary>The experiments.</summary>
    public static IReadOnlyList<Experiment> All { get; } =
    [
        new Circle(), new Degenerate(), new TwoCircles(), new SphereArithmetic(), new Floods(), new Glycine(), new EtaSweep(),
        new AnyPoints(),
    ];
}
