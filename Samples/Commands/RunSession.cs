using DslManifolds.Geometry;
using DslManifolds.Native;
using DslManifolds.Samples.Data;
using DslManifolds.Samples.Experiments;
using DslManifolds.Samples.Reports;
using TorchSharp;

namespace DslManifolds.Samples.Commands;

/// <summary>Runs an experiment with one seed, or with several one after the other, and writes what comes of it.</summary>
/// <param name="experiment">The experiment.</param>
/// <param name="settings">What the user chose.</param>
/// <param name="output">Where progress and the summary go.</param>
/// <param name="isTerminal">Whether <paramref name="output"/> is a terminal.</param>
/// <param name="cancellation">Ends the session early, with nothing written.</param>
internal sealed class RunSession(
    Experiment experiment, RunSettings settings, TextWriter output, bool isTerminal, CancellationToken cancellation)
{
    /// <summary>Runs, and puts the files in place: those of the first seed in the folder, of each other in a folder within it.</summary>
    public void Run(string folder)
    {
        // All that can be wrong with the input comes out before any work is done.
        var data = experiment.Data(settings);
        using var files = new OutputFolder(folder);
        LibTorch.EnsureLoaded();
        if (settings.Device == "cuda" && !torch.cuda_is_available())
            throw new InputException("--device cuda: libtorch sees no CUDA device here; use --device cpu.");
        torch.set_num_threads(settings.Threads);

        var (first, record) = Run(settings, data, files);
        var metrics = settings.Seeds == 1 ? first : RunOthers(files, first);
        Write(files, metrics, record);
        var names = files.Publish();
        RunSummary.Write(output, metrics, files.Path, names);
    }

    private MetricsWriter RunOthers(OutputFolder files, MetricsWriter first)
    {
        var runs = new List<(int Seed, MetricsWriter Metrics)> { (settings.Seed, first) };
        foreach (var seed in Enumerable.Range(settings.Seed, settings.Seeds).Skip(1))
        {
            var chosen = settings with { Seed = seed };
            output.WriteLine($"seed {seed}");
            var part = files.Under($"seed-{seed}");
            var (metrics, record) = Run(chosen, experiment.Data(chosen), part, DateTime.Now);
            Write(part, metrics, record);
            runs.Add((seed, metrics));
        }
        return SeedSummary.Of(runs);
    }

    private (MetricsWriter Metrics, RunRecord Record) Run(
        RunSettings chosen, PointSet data, OutputFolder files, DateTime? started = null)
    {
        var (metrics, record) = (new MetricsWriter(), new RunRecord());
        try
        {
            RunDisplay.Show(output, isTerminal, display =>
            {
                var context = new RunContext(experiment.Name, chosen, data, files, metrics, display, cancellation) { Record = record };
                experiment.Run(started is { } time ? context with { Started = time } : context);
            });
        }
        catch (Exception exception) when (Failure(exception, chosen.Seed) is { } message)
        {
            throw new RunFailedException(message, exception);
        }
        cancellation.ThrowIfCancellationRequested();
        return (metrics, record);
    }

    private void Write(OutputFolder files, MetricsWriter metrics, RunRecord record)
    {
        metrics.Write(files.FileAt("metrics.json"));
        ReportPage.Write(experiment, files, metrics, record);
    }

    // What to say of a failure that says too little itself; null where it does.
    private string? Failure(Exception exception, int seed) => exception switch
    {
        RunFailedException or ArithmeticException when settings.Seeds > 1 => $"seed {seed}: {exception.Message}",
        // A part of the model that has no kernels.
        InvalidOperationException when settings.Backend == Backend.Fused => exception.Message,
        _ => null,
    };
}
