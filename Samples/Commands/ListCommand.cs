using System.CommandLine;
using DslManifolds.Samples.Experiments;

namespace DslManifolds.Samples.Commands;

/// <summary>The command <c>list</c>: the experiments, each with its figure and one line.</summary>
internal static class ListCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(TextWriter output, IReadOnlyList<Experiment> experiments)
    {
        var command = new Command("list", "Lists the experiments.");
        command.SetAction(_ =>
        {
            var name = experiments.Max(experiment => experiment.Name.Length);
            var figure = experiments.Max(experiment => experiment.Figure.Length);
            foreach (var experiment in experiments)
            {
                output.WriteLine(
                    $"{experiment.Name.PadRight(name)}  {experiment.Figure.PadRight(figure)}  {experiment.Summary}"
                    + (experiment.NeedsData ? " (needs --data FILE)" : ""));
            }
        });
        return command;
    }
}
