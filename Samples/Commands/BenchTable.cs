using System.Globalization;
using DslManifolds.Samples.Reports;
using Spectre.Console;

namespace DslManifolds.Samples.Commands;

/// <summary>The figures of <c>bench</c> as a table, with ratios to the fastest backend.</summary>
internal static class BenchTable
{
    private const int PlainWidth = 100;

    private static readonly string[] Columns = ["fused", "torch", "autograd"];

    private static readonly (string Title, string Key, string Unit)[] Rows =
    [
        ("Langevin step, one sample (ns)", "langevin", "ns_per_sample"),
        ("manifold training step (us)", "mdf_step", "us"),
        ("energy training step, 10 Langevin steps (us)", "ebm_step", "us"),
    ];

    /// <summary>Writes the table.</summary>
    public static void Write(TextWriter output, bool isTerminal, MetricsWriter metrics)
    {
        var table = new Table { Border = isTerminal ? TableBorder.Rounded : TableBorder.Ascii };
        table.AddColumn("circle's nets, batch 100, one thread");
        foreach (var column in Columns)
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var (title, key, unit) in Rows)
        {
            var found = Columns.Select(column => Find(metrics, $"{key}.{column}.{unit}")).ToArray();
            var least = found.Min();
            table.AddRow([title, .. found.Select(value => Cell(value, least))]);
        }

        var settings = new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) };
        if (!isTerminal)
            (settings.Ansi, settings.ColorSystem) = (AnsiSupport.No, ColorSystemSupport.NoColors);
        var console = AnsiConsole.Create(settings);
        if (!isTerminal)
            console.Profile.Width = PlainWidth;
        console.Write(table);
        var peak = metrics.Number("peak_gflops");
        console.WriteLine(Find(metrics, "fused_gflops") is { } fused
            ? FormattableString.Invariant($"multiply-adds: {fused:0} of {peak:0} Gflop/s, {fused / peak:P0}")
            : FormattableString.Invariant($"multiply-adds: {peak:0} Gflop/s at most"));
    }

    private static string Cell(double? value, double? least) => value is not { } number
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{number:0.#}{(number == least ? "" : $" ({number / least:0.#}x)")}");

    private static double? Find(MetricsWriter metrics, string key) => metrics.Has(key) ? metrics.Number(key) : null;
}
