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
}
