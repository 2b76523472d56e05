using System.Diagnostics;
using DslManifolds.Samples.Commands;

namespace DslManifolds.Runtime.Tests.Samples;

/// <summary>Ctrl-C, as a process gets it.</summary>
public sealed class InterruptTests
{
    [SkippableFact]
    public void CtrlCEndsARunWith130AndNothingWritten()
    {
        Skip.If(OperatingSystem.IsWindows(), "signals are sent by kill");
        Skip.If(IsInterruptIgnored(), "the tests were started in the background of a script, where SIGINT is ignored");
        var folder = Directory.CreateTempSubdirectory("dslmanifolds-interrupt-").FullName;
        try
        {
            var program = Path.Combine(AppContext.BaseDirectory, "DslManifolds.Samples.dll");
            using var process = Process.Start(new ProcessStartInfo(
                Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet",
                [program, "run", "circle", "--epochs-scale", "100", "--out", Path.Combine(folder, "deep", "circle")])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            Assert.StartsWith("manifold", process.StandardOutput.ReadLine());
            using (var kill = Process.Start("kill", ["-INT", $"{process.Id}"]))
                kill.WaitForExit();
            if (!process.WaitForExit(TimeSpan.FromSeconds(60)))
                process.Kill();
            Assert.Equal(ExitCode.Cancelled, process.ExitCode);
            Assert.Equal("error: cancelled; nothing was written.", process.StandardError.ReadToEnd().Trim());
            Assert.Empty(Directory.GetFileSystemEntries(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Whether this process inherited that SIGINT does nothing: its children do so too, and .NET keeps to it.</summary>
    private static bool IsInterruptIgnored()
    {
        const string Status = "/proc/self/status";
        const ulong Interrupt = 1 << (2 - 1);
        if (!File.Exists(Status))
            return false;
        var ignored = File.ReadLines(Status).First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal));
        return (Convert.ToUInt64(ignored["SigIgn:".Length..].Trim(), 16) & Interrupt) != 0;
    }
}
