using System.CommandLine;
using DslManifolds.Checkpoints;
using DslManifolds.Native;
using DslManifolds.Samples.Data;
using DslManifolds.Samples.Experiments;
using DslManifolds.Training;

namespace DslManifolds.Samples.Commands;

/// <summary>
/// The command line. Whatever the user got wrong ends with one line on the error writer that says where and what to do, and with
/// <see cref="ExitCode.BadInput"/>.
/// </summary>
/// <param name="output">Where results and progress go.</param>
/// <param name="error">Where errors go.</param>
/// <param name="isTerminal">Whether <paramref name="output"/> is a terminal, on which progress bars can be drawn.</param>
/// <param name="experiments">The experiments there are; all of this program's by default.</param>
internal sealed class CommandLine(
    TextWriter output, TextWriter error, bool isTerminal = false, IReadOnlyList<Experiment>? experiments = null)
{
    private static readonly string[] Default = ["run", "circle"];

    private readonly IReadOnlyList<Experiment> experiments = experiments ?? ExperimentCatalog.All;

    /// <summary>Runs a command.</summary>
    /// <param name="arguments">The command and its options; none stands for <c>run circle</c>.</param>
    /// <param name="cancellation">Ends a run early, with nothing written.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public int Invoke(IReadOnlyList<string> arguments, CancellationToken cancellation = default)
    {
        var root = new RootCommand("Learns manifolds and densities on them from data (DslManifolds).")
        {
            ListCommand.Create(output, experiments),
            RunCommand.Create(output, isTerminal, experiments, cancellation),
            BenchCommand.Create(output, isTerminal, cancellation),
            DoctorCommand.Create(output),
        };
        var parsed = root.Parse(
            arguments.Count == 0 ? Default : arguments,
            // A file's name may start with '@'.
            new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (OptionParsing.Error(parsed) is { } message)
            return Fail(message, ExitCode.BadInput);
        try
        {
            return parsed.Invoke(new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (Exception exception) when (exception is InputException or CheckpointException)
        {
            return Fail(exception.Message, ExitCode.BadInput);
        }
        catch (OperationCanceledException)
        {
            return Fail("cancelled; nothing was written.", ExitCode.Cancelled);
        }
        catch (Exception exception) when (IsFailedRun(exception))
        {
            return Fail(exception.Message, ExitCode.Failure);
        }
    }

    private static bool IsFailedRun(Exception exception) =>
        exception is RunFailedException or TrainingDivergedException or ArithmeticException or IOException or LibTorchException;

    private int Fail(string message, int code)
    {
        error.WriteLine($"error: {message.ReplaceLineEndings(" ")}");
        return code;
    }
}
