using System.CommandLine;
using DslManifolds.Native;
using DslManifolds.Samples.Measurement;
using DslManifolds.Samples.Reports;

namespace DslManifolds.Samples.Commands;

/// <summary>The command <c>bench</c>: how fast this machine is with each backend.</summary>
internal static class BenchCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(TextWriter output, bool isTerminal, CancellationToken cancellation)
    {
        var json = new Option<string?>("--json") { Description = "File for the figures.", HelpName = "FILE" };
        var seconds = OptionParsing.Positive("--seconds", "Time for each figure.", 60, 1.5);
        var command = new Command("bench", "Measures each backend on the circle's nets, batch 100, one thread.")
        {
            json, seconds,
        };
        command.SetAction(parsed =>
        {
            using var file = parsed.GetValue(json) is { } path ? new OutputFile(path, "--json") : null;
            LibTorch.EnsureLoaded();
            var metrics = new MetricsWriter();
            QuickBench.Measure(metrics, parsed.GetValue(seconds), cancellation);
            BenchTable.Write(output, isTerminal, metrics);
            if (file is null)
                return;
            metrics.Write(file.Staging);
            output.WriteLine(file.Publish());
        });
        return command;
    }
}
