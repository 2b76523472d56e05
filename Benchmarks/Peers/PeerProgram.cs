using static TorchSharp.torch;

namespace DslManifolds.Benchmarks.Peers;

/// <summary>
/// The mode <c>peers</c> of this program, a part of <c>Peers/run.sh</c>: <c>--export FOLDER</c> writes the cases for the other
/// programs, <c>--json FILE</c> measures this library on them; <c>--quick</c> takes less time for each figure.
/// </summary>
internal static class PeerProgram
{
    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments)
    {
        if (arguments is ["--first-sample", var model, var started])
            return FirstSample.Run(model, started);
        var folder = After(arguments, "--export");
        var file = After(arguments, "--json");
        if (folder is null && file is null)
        {
            Console.Error.WriteLine("error: give --export FOLDER, --json FILE or both.");
            return 2;
        }

        CircleFixture.UseOneThread();
        random.manual_seed(0);
        List<PeerCase> cases = [PeerCase.Circle(), PeerCase.Wide(), PeerCase.Many()];
        if (folder is not null)
            PeerExport.Write(folder, cases);
        if (file is not null)
            new PeerReport(folder ?? Path.GetTempPath(), arguments.Contains("--quick") ? 0.2 : 1).Run(cases, file);
        cases.ForEach(peer => peer.Dispose());
        return 0;
    }

    private static string? After(string[] arguments, string option)
    {
        var at = Array.IndexOf(arguments, option);
        return at >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
    }
}
