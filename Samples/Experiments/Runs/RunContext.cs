using System.Diagnostics;
using DslManifolds.Geometry;
using DslManifolds.Samples.Commands;
using DslManifolds.Samples.Plotting;
using DslManifolds.Samples.Reports;

namespace DslManifolds.Samples.Experiments;

/// <summary>What an experiment runs with.</summary>
/// <param name="Name">Name of the experiment.</param>
/// <param name="Settings">What the user chose.</param>
/// <param name="Data">The data.</param>
/// <param name="Files">Where files go.</param>
/// <param name="Metrics">Where numbers go.</param>
/// <param name="Display">Where progress goes.</param>
/// <param name="Cancellation">Asks the run to end.</param>
internal sealed record RunContext(
    string Name,
    RunSettings Settings,
    PointSet Data,
    OutputFolder Files,
    MetricsWriter Metrics,
    IRunDisplay Display,
    CancellationToken Cancellation)
{
    /// <summary>When the work for this run began: the start of the process, or the end of the run with the seed before.</summary>
    public DateTime Started { get; init; } = ProcessStart();

    /// <summary>Where goes what the run's page shows beside numbers.</summary>
    public RunRecord Record { get; init; } = new();

    /// <summary>Writes a figure, its panels each by itself beside it, and enters it in the record.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="file">Name of its file.</param>
    /// <param name="caption">What it shows, in one line.</param>
    public void Save(Figure figure, string file, string caption) =>
        Record.Add(new FigureRecord(caption, file, figure.Save(Files.FileAt(file))));

    /// <summary>What the names of its files begin with.</summary>
    public string FilePrefix { get; init; } = "";

    /// <summary>Where to write a file of this name, with the prefix before it.</summary>
    public string FileAt(string name) => Files.FileAt(FilePrefix + name);

    /// <summary>The same for one of several models, whose keys and files begin with its name; itself where there is but one.</summary>
    public RunContext Of(ModelKind model)
    {
        if (Settings.Models.Count == 1)
            return this;
        var name = $"{model}".ToLowerInvariant();
        return Part(name) with { FilePrefix = $"{name}-" };
    }

    /// <summary>The same for one part of the experiment, whose numbers have keys of the form <c>part.key</c>.</summary>
    public RunContext Part(string part) => this with { Metrics = Metrics.Under(part), Record = Record.Under(part) };

    private static DateTime ProcessStart()
    {
        using var process = Process.GetCurrentProcess();
        return process.StartTime;
    }
}
