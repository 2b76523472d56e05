using System.Diagnostics;

namespace DslManifolds.Samples.Commands;

/// <summary>Progress as lines of text, about ten to a part of the run.</summary>
/// <param name="output">Where the lines go.</param>
internal sealed class PlainDisplay(TextWriter output) : IRunDisplay
{
    private const int LinesAPart = 10;

    /// <inheritdoc/>
    public IRunStage Begin(string title, int steps) => new Stage(output, title, steps);

    private sealed class Stage(TextWriter output, string title, int steps) : IRunStage
    {
        private readonly Stopwatch watch = Stopwatch.StartNew();
        private int next = Math.Max(1, steps / LinesAPart);

        public void Report(int done, string detail = "")
        {
            if (done < next && done < steps)
                return;
            next += Math.Max(1, steps / LinesAPart);
            var seconds = watch.Elapsed.TotalSeconds;
            output.WriteLine(FormattableString.Invariant($"{title,-10} {done,5}/{steps}  {seconds,7:0.0} s  {detail}").TrimEnd());
        }

        public void Dispose() => output.Flush();
    }
}
