using System.CommandLine;
using DslManifolds.Native;
using DslManifolds.Samples.Data;
using DslManifolds.Samples.Experiments;
using DslManifolds.Samples.Reports;
using TorchSharp;

namespace DslManifolds.Samples.Commands;

/// <summary>The command <c>run</c>: trains, samples, measures and draws one experiment.</summary>
internal static class RunCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(
        TextWriter output, bool isTerminal, IReadOnlyList<Experiment> experiments, CancellationToken cancellation)
    {
        var name = new Argument<string>("NAME")
        {
            Description = "The experiment; 'list' shows them.",
            DefaultValueFactory = _ => "circle",
        };
        var data = new Option<string?>("--data") { Description = "Data file, for experiments that need one.", HelpName = "FILE" };
        var folder = new Option<string?>("--out") { Description = "Folder to write to. [default: out/NAME]", HelpName = "DIR" };
        var seed = OptionParsing.Integer("--seed", "Seed of everything random.", 0, int.MaxValue, 0);
        var backend = OptionParsing.Word(
            "--backend", "What trains and samples; auto is fused kernels where they can be used.", "auto", "fused", "torch");
        var device = OptionParsing.Word("--device", "Where tensors live.", "cpu", "cuda");
        var threads = OptionParsing.Integer("--threads", "Threads within an operation of libtorch.", 1, 1024, 1);
        var solver = OptionParsing.Word("--solver", "Solver of each Langevin step; the paper's is lbfgs.", "newton", "lbfgs");
        var scale = OptionParsing.Positive("--epochs-scale", "Factor on the numbers of training epochs.", 1000, 1);
        var command = new Command("run", "Trains, samples, measures and draws an experiment.")
        {
            name, data, folder, seed, backend, device, threads, solver, scale,
        };
        command.SetAction(parsed =>
        {
            var typed = parsed.GetRequiredValue(name);
            var experiment = experiments.FirstOrDefault(candidate => candidate.Name == typed)
                ?? throw new InputException(
                    $"{typed}: no such experiment; {Suggestion.For(typed, experiments.Select(candidate => candidate.Name))}");
            var settings = new RunSettings
            {
                DataFile = parsed.GetValue(data),
                Seed = parsed.GetValue(seed),
                Backend = Enum.Parse<Backend>(parsed.GetValue(backend)!, ignoreCase: true),
                Device = parsed.GetValue(device)!,
                Threads = parsed.GetValue(threads),
                Solver = parsed.GetValue(solver)!,
                EpochsScale = parsed.GetValue(scale),
            };
            if (settings is { Backend: Backend.Fused, Device: not "cpu" })
                throw new InputException("--backend fused: it takes --device cpu; use --backend auto with others.");
            var target = parsed.GetValue(folder) ?? Path.Combine("out", experiment.Name);
            Run(experiment, settings, target, output, isTerminal, cancellation);
        });
        return command;
    }

    private static void Run(
        Experiment experiment,
        RunSettings settings,
        string folder,
        TextWriter output,
        bool isTerminal,
        CancellationToken cancellation)
    {
        // All that can be wrong with the input comes out before any work is done.
        var data = experiment.Data(settings);
        using var files = new OutputFolder(folder);
        LibTorch.EnsureLoaded();
        if (settings.Device == "cuda" && !torch.cuda_is_available())
            throw new InputException("--device cuda: libtorch sees no CUDA device here; use --device cpu.");
        torch.set_num_threads(settings.Threads);

        var metrics = new MetricsWriter();
        try
        {
            RunDisplay.Show(output, isTerminal, display =>
                experiment.Run(new RunContext(experiment.Name, settings, data, files, metrics, display, cancellation)));
        }
        catch (InvalidOperationException exception) when (settings.Backend == Backend.Fused)
        {
            // A part of the model that has no kernels.
            throw new RunFailedException(exception.Message, exception);
        }

        cancellation.ThrowIfCancellationRequested();
        metrics.Write(files.FileAt("metrics.json"));
        var names = files.Publish();
        RunSummary.Write(output, metrics, files.Path, names);
    }
}
