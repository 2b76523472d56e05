using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace DslManifolds.Native;

/// <summary>
/// Loads TorchSharp's native part on Linux from the folders given, mended where the C++ library of the system is older than the
/// one it was built with.
/// </summary>
/// <param name="folders">Folders to look into, best first.</param>
/// <param name="temporaryFolders">Folders in which a private temporary folder may be made, best first.</param>
[SupportedOSPlatform("linux")]
internal sealed class NativeLoader(IReadOnlyList<string> folders, IReadOnlyList<string> temporaryFolders)
{
    /// <summary>File name of TorchSharp's native part.</summary>
    public const string FileName = "libLibTorchSharp.so";

    // libLibTorchSharp.so needs all of them. The mended copy lies in a folder of its own, where its run path does not find them,
    // and packages in a NuGet cache have a folder each; libraries that are loaded already are found by name.
    private static readonly string[] Dependencies = ["libtorch_cpu.so", "libtorch.so"];

    private const string Packages =
        "Add a package reference to TorchSharp-cpu 0.107.0 (or TorchSharp-cuda-linux 0.107.0) to the project that is run.";

    /// <summary>Loads the library. It stays loaded for the rest of the process.</summary>
    /// <exception cref="LibTorchException">A library is missing, or cannot be loaded and not be mended.</exception>
    public LoadedLibrary Load()
    {
        string original = NativeFolders.Find(folders, FileName)
            ?? throw new LibTorchException($"{FileName} is in none of the application's folders ({string.Join(", ", folders)}). {Packages}");
        foreach (string dependency in Dependencies)
            LoadDependency(dependency);
        try
        {
            return new(NativeLibrary.Load(original), original, IsMended: false);
        }
        catch (DllNotFoundException exception) when (exception.Message.Contains(ElfPatch.MissingVersion, StringComparison.Ordinal))
        {
            return new(LoadMended(original), original, IsMended: true);
        }
        catch (DllNotFoundException exception)
        {
            throw new LibTorchException(
                $"{original} cannot be loaded: {Cause(exception)}. Install what is named there; on Debian and Ubuntu "
                + "'apt-get install libstdc++6 libgomp1' has the system libraries that libtorch needs.",
                exception);
        }
    }

    private void LoadDependency(string file)
    {
        string path = NativeFolders.Find(folders, file)
            ?? throw new LibTorchException($"{file} is in none of the application's folders ({string.Join(", ", folders)}). {Packages}");
        try
        {
            NativeLibrary.Load(path);
        }
        catch (DllNotFoundException exception)
        {
            throw new LibTorchException(
                $"{path} cannot be loaded: {Cause(exception)}. libtorch needs glibc 2.28 or later and libstdc++; on Debian and Ubuntu "
                + "'apt-get install libstdc++6 libgomp1' has them. Systems without glibc, such as Alpine, cannot run it.",
                exception);
        }
    }

    private nint LoadMended(string original)
    {
        byte[] mended;
        try
        {
            mended = ElfPatch.Apply(File.ReadAllBytes(original));
        }
        catch (Exception exception) when (exception is ElfPatchException or IOException or UnauthorizedAccessException)
        {
            throw new LibTorchException(
                $"{original} needs a libstdc++ with {ElfPatch.MissingVersion} (GCC 13.2 or later), which this system lacks, and cannot be "
                + $"mended: {exception.Message}. Restore the TorchSharp 0.107.0 package anew, or install a newer libstdc++6 (Debian 13, "
                + "Ubuntu 24.04).",
                exception);
        }
        var failures = new List<Exception>();
        foreach (string folder in temporaryFolders)
        {
            try
            {
                return LoadFromTemporaryFile(mended, folder);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DllNotFoundException)
            {
                failures.Add(exception);
            }
        }
        throw new LibTorchException(
            $"{original} needs a libstdc++ with {ElfPatch.MissingVersion} (GCC 13.2 or later), which this system lacks, and a mended copy "
            + $"could be loaded from no temporary folder: {string.Join("; ", failures.Select(Cause))}. Set TMPDIR to a folder that may be "
            + "written and is not mounted noexec, or install a newer libstdc++6 (Debian 13, Ubuntu 24.04).",
            new AggregateException(failures));
    }

    private static nint LoadFromTemporaryFile(byte[] library, string folder)
    {
        // The folder's name cannot be guessed and only its owner can enter it, so that nobody can exchange the file before it is loaded.
        string path = Path.Combine(folder, "dslmanifolds-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        try
        {
            string file = Path.Combine(path, FileName);
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Share = FileShare.None,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            };
            using (var stream = new FileStream(file, options))
                stream.Write(library);
            return NativeLibrary.Load(file);
        }
        finally
        {
            // What is mapped into memory stays there.
            Directory.Delete(path, recursive: true);
        }
    }

    /// <summary>The loader's own line of a message that begins with general advice.</summary>
    private static string Cause(Exception exception) => exception is DllNotFoundException
        ? exception.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1].TrimEnd('.')
        : exception.Message.TrimEnd('.');
}
