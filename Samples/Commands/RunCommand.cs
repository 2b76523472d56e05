using System.CommandLine;
using DslManifolds.Samples.Data;
using DslManifolds.Samples.Experiments;

namespace DslManifolds.Samples.Commands;

/// <summary>The command <c>run</c>: trains, samples, measures and draws one experiment.</summary>
internal static class RunCommand
{
    private const string AllModels = "all";

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
        var format = OptionParsing.OptionalWord(
            "--format", "What the data file holds. [default: the experiment's]", PointFormats.Names);
        var columns = new Option<string?>("--columns")
        {
            Description = "Columns of the data file to read, by name or number: lat,long or 1,2.",
            HelpName = "A,B",
        };
        var unit = OptionParsing.OptionalWord(
            "--unit", "Unit of angles in the data file. [default: radians; latlon: degrees]", "radians", "degrees");
        var preset = OptionParsing.Word(
            "--preset", "Settings: the paper's, or the best that were found, for experiments that have them.", Words<Preset>());
        var model = OptionParsing.Word(
            "--model",
            "The model, for experiments that have baselines. With all, keys in metrics.json and names of files begin with each one's name.",
            [.. Words<ModelKind>(), AllModels]);
        var folder = new Option<string?>("--out") { Description = "Folder to write to. [default: out/NAME]", HelpName = "DIR" };
        var seed = OptionParsing.Integer("--seed", "Seed of everything random.", 0, int.MaxValue, 0);
        var seeds = OptionParsing.OptionalInteger(
            "--seeds",
            "Run the seeds seed, seed + 1, ...: metrics.json has KEY.mean, KEY.spread (standard deviation) and seed-S.KEY, "
            + "folders seed-S the files of all but the first. [default: 1; eta-sweep: 5]",
            1,
            1000);
        var backend = OptionParsing.Word(
            "--backend", "What trains and samples; auto is fused kernels where they can be used.", "auto", "fused", "torch");
        var device = OptionParsing.Word("--device", "Where tensors live.", "cpu", "cuda");
        var threads = OptionParsing.Integer("--threads", "Threads within an operation of libtorch.", 1, 1024, 1);
        var solver = OptionParsing.Word("--solver", "Solver of each Langevin step; the paper's is lbfgs.", "newton", "lbfgs");
        var scale = OptionParsing.Positive("--epochs-scale", "Factor on the numbers of training epochs.", 1000, 1);
        var command = new Command("run", "Trains, samples, measures and draws an experiment.")
        {
            name, data, format, columns, unit, preset, model, folder, seed, seeds, backend, device, threads, solver, scale,
        };
        command.SetAction(parsed =>
        {
            var typed = parsed.GetRequiredValue(name);
            var experiment = experiments.FirstOrDefault(candidate => candidate.Name == typed)
                ?? throw new InputException(
                    $"{typed}: no such experiment; {Suggestion.For(typed, experiments.Select(candidate => candidate.Name))}");
            var settings = new RunSettings
            {
                DataFile = File(parsed.GetValue(data), parsed.GetValue(format), parsed.GetValue(columns), parsed.GetValue(unit)),
                Seed = parsed.GetValue(seed),
                Seeds = parsed.GetValue(seeds) ?? experiment.DefaultSeeds,
                Preset = PresetOf(experiment, parsed.GetValue(preset)!),
                Models = Models(experiment, parsed.GetValue(model)!),
                Backend = Enum.Parse<Backend>(parsed.GetValue(backend)!, ignoreCase: true),
                Device = parsed.GetValue(device)!,
                Threads = parsed.GetValue(threads),
                Solver = parsed.GetValue(solver)!,
                EpochsScale = parsed.GetValue(scale),
            };
            if (settings is { Backend: Backend.Fused, Device: not "cpu" })
                throw new InputException("--backend fused: it takes --device cpu; use --backend auto with others.");
            if (settings.Seed > int.MaxValue - settings.Seeds)
                throw new InputException($"--seed {settings.Seed}: with --seeds {settings.Seeds} it is too large; give a smaller one.");
            var target = parsed.GetValue(folder) ?? Path.Combine("out", experiment.Name);
            new RunSession(experiment, settings, output, isTerminal, cancellation).Run(target);
        });
        return command;
    }

    private static string[] Words<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())];

    private static Preset PresetOf(Experiment experiment, string typed)
    {
        var preset = Enum.Parse<Preset>(typed, ignoreCase: true);
        return experiment.Presets.Contains(preset)
            ? preset
            : throw new InputException($"--preset {typed}: {experiment.Name} has no such settings; leave it out.");
    }

    private static IReadOnlyList<ModelKind> Models(Experiment experiment, string typed)
    {
        if (typed == AllModels && experiment.Models.Count > 1)
            return experiment.Models;
        if (Enum.TryParse<ModelKind>(typed, ignoreCase: true, out var kind) && experiment.Models.Contains(kind))
            return [kind];
        var names = string.Join(", ", experiment.Models).ToLowerInvariant();
        var all = experiment.Models.Count > 1 ? ", or all" : "";
        throw new InputException($"--model {typed}: {experiment.Name} has {names}; choose from these{all}.");
    }

    private static DataFile? File(string? path, string? format, string? columns, string? unit)
    {
        if (path is null)
        {
            return (format ?? columns ?? unit) is null
                ? null
                : throw new InputException("--format, --columns and --unit say how a data file is read; give one with --data FILE.");
        }
        return new DataFile(path)
        {
            Format = format is null ? null : Enum.Parse<PointFormat>(format, ignoreCase: true),
            Columns = columns is null ? null : ColumnChoice.Parse(columns),
            Unit = unit is null ? null : Enum.Parse<AngleUnit>(unit, ignoreCase: true),
        };
    }
}
