using Spectre.Console;

namespace DslManifolds.Samples.Commands;

/// <summary>Chooses how progress is shown: bars on a terminal, plain lines of ASCII elsewhere.</summary>
internal static class RunDisplay
{
    /// <summary>Runs an action with a display.</summary>
    public static void Show(TextWriter output, bool isTerminal, Action<IRunDisplay> action)
    {
        if (!isTerminal)
        {
            action(new PlainDisplay(output));
            return;
        }
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new ElapsedTimeColumn())
            .Start(context => action(new BarDisplay(context)));
    }
}
