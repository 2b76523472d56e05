using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace DslManifolds.Runtime.Tests.Native;

/// <summary>Packs the runtime as it was built, and builds projects that use the package outside the repository.</summary>
public sealed class PackagingFixture : IDisposable
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public PackagingFixture()
    {
        Root = Directory.CreateTempSubdirectory("packaging-tests-").FullName;
        try
        {
            foreach (string folder in new[] { "feed", "data", "temporary" })
                Directory.CreateDirectory(Path.Combine(Root, folder));
            foreach (var (path, content) in PackagedProjects.Files(PackageCache()))
            {
                string file = Path.Combine(Root, path);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, content);
            }
            // Not built anew: what is tested is what the test assembly was built with.
            Succeed(Repository(), "pack", "Runtime", "--no-build", "-c", Configuration, "-o", Path.Combine(Root, "feed"));
            Succeed(Root, "build", "all.slnx", "-m:1");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The folder that holds the projects.</summary>
    public string Root { get; }

    /// <summary>The package.</summary>
    public string Package => Assert.Single(Directory.GetFiles(Path.Combine(Root, "feed")));

    /// <summary>Where the projects put their temporary files.</summary>
    public string Temporary => Path.Combine(Root, "temporary");

    public void Dispose() => Directory.Delete(Root, recursive: true);

    /// <summary>The path of a project's assembly.</summary>
    public string Assembly(string project) => Path.Combine(Root, project, "bin", "Debug", "net10.0", project + ".dll");

    /// <summary>Runs dotnet, which has to end well, and gives back what it wrote.</summary>
    public string Succeed(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What the test host was started with is for the test host only.
        foreach (string name in start.Environment.Keys.ToArray())
        {
            if (name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("VSTEST", StringComparison.Ordinal))
                start.Environment.Remove(name);
        }
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        if (folder.StartsWith(Root, StringComparison.Ordinal))
        {
            start.Environment["NUGET_PACKAGES"] = Path.Combine(Root, "packages");
            // File-based apps are built in a folder below it.
            start.Environment["XDG_DATA_HOME"] = Path.Combine(Root, "data");
            start.Environment["TMPDIR"] = Temporary;
        }
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"dotnet {string.Join(' ', arguments)} did not end within {Patience}.");
        }
        string text = output.Result + error.Result;
        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{text}");
        return text;
    }

    private static string PackageCache() => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static string Repository([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
}
