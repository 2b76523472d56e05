using System.Runtime.InteropServices;
using DslManifolds.Samples.Commands;

using var cancellation = new CancellationTokenSource();
// The first Ctrl-C asks the run to end and clean up; a second one ends the process at once.
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);

return new CommandLine(Console.Out, Console.Error, isTerminal: !Console.IsOutputRedirected).Invoke(args, cancellation.Token);

void Cancel(PosixSignalContext signal)
{
    signal.Cancel = !cancellation.IsCancellationRequested;
    cancellation.Cancel();
}
