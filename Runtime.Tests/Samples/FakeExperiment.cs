using DslManifolds.Geometry;
using DslManifolds.Samples.Commands;
using DslManifolds.Samples.Data;
using DslManifolds.Samples.Experiments;

namespace DslManifolds.Runtime.Tests.Samples;

/// <summary>An experiment for tests of the command line: reads a file, writes one, and does what it is told in between.</summary>
internal sealed class FakeExperiment(Action<RunContext>? act = null, string name = "fake", bool needsData = true) : Experiment
{
    public override string Name => name;

    public override string Figure => "Fig. 0";

    public override string Summary => "nothing";

    public override IReadOnlyList<PointFormat> Formats => needsData ? [PointFormat.LatLon] : [];

    /// <summary>Whether the run began.</summary>
    public bool HasRun { get; private set; }

    public override void Run(RunContext context)
    {
        HasRun = true;
        File.WriteAllText(context.Files.FileAt("half.csv"), "half");
        act?.Invoke(context);
        context.Metrics.Set("experiment", context.Name);
        context.Metrics.Set("seed", context.Settings.Seed);
    }

    protected override PointSet LoadData(RunSettings settings) =>
        needsData ? settings.DataFile!.Read(Formats[0], 2) : new PointSet([], 2);
}
