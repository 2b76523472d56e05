using Spectre.Console;

namespace DslManifolds.Samples.Commands;

/// <summary>Progress as bars on a terminal.</summary>
/// <param name="context">Spectre's progress, running.</param>
internal sealed class BarDisplay(ProgressContext context) : IRunDisplay
{
    /// <inheritdoc/>
    public IRunStage Begin(string title, int steps) => new Stage(context.AddTask(Markup.Escape(title), maxValue: steps), title);

    private sealed class Stage(ProgressTask task, string title) : IRunStage
    {
        public void Report(int done, string detail = "")
        {
            task.Value = done;
            task.Description = Markup.Escape($"{title,-10} {detail,-30}");
        }

        public void Dispose()
        {
            // Only what has been done counts as done: a part that is cancelled keeps its bar where it is.
            task.StopTask();
        }
    }
}
