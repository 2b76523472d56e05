using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace DslManifolds.Native;

/// <summary>
/// Loads TorchSharp's native part on Linux from the folders given, mended where the C++ library of the system is older than the
/// one it was built with.
/// </summary>
/// <param name="folders">Folders to look into, best first.</param>
/// <param name="temporaryFolders">Folders in which a private temporary folder may be made, best first.</param>
internal sealed class NativeLoader(IReadOnlyList<string> folders, IReadOnlyList<string> temporaryFolders)
{
    /// <summary>File name of TorchSharp's native part.</summary>
    public const string FileName = "libLibTorchSharp.so";

    private const string ToInstall =
        "On Debian and Ubuntu 'apt-get install libstdc++6 libgomp1' has the system libraries that libtorch needs; systems "
        + "without glibc, such as Alpine, cannot run it.";

    private const string MissingCxxLibrary =
        $"needs a libstdc++ with {ElfPatch.MissingVersion} (GCC 13.2 or later), which this system lacks";

    private const string NewerCxxLibrary = "install a newer libstdc++6 (Debian 13 and Ubuntu 24.04 have one)";

    // libLibTorchSharp.so needs all of them. The mended copy lies in a folder of its own, where its run path does not find them,
    // and packages in a NuGet cache have a folder each; libraries that are loaded already are found by name.
    private static readonly string[] Dependencies = ["libtorch_cpu.so", "libtorch.so"];

    /// <summary>Loads the library. It stays loaded for the rest of the process.</summary>
    /// <exception cref="LibTorchException">A library is missing, or cannot be loaded and not be mended.</exception>
    [SupportedOSPlatform("linux")]
    public LoadedLibrary Load()
    {
        foreach (string dependency in Dependencies)
            LoadDependency(dependency);
        if (NativeFolders.Find(folders, FileName) is not { } original)
            return new(LoadByName(FileName), FileName, IsMended: false);

        byte[] content = Read(original);
        try
        {
            return new(NativeLibrary.Load(original), original, IsMended: false);
        }
        catch (DllNotFoundException exception) when (exception.Message.Contains(ElfPatch.MissingVersion))
        {
            return new(LoadMended(original, content), original, IsMended: true);
        }
        catch (DllNotFoundException exception) when (IsOtherLibTorch(exception))
        {
            throw OtherLibTorch(original, exception);
        }
        catch (DllNotFoundException exception)
        {
            throw new LibTorchException($"{original} cannot be loaded: {Cause(exception)}. {ToInstall}", exception);
        }
    }

    private void LoadDependency(string file)
    {
        if (NativeFolders.Find(folders, file) is not { } path)
        {
            LoadByName(file);
            return;
        }
        try
        {
            NativeLibrary.Load(path);
        }
        catch (DllNotFoundException exception)
        {
            throw new LibTorchException($"{path} cannot be loaded: {Cause(exception)}. {ToInstall}", exception);
        }
    }

    /// <summary>Leaves the search to the system, which looks into LD_LIBRARY_PATH.</summary>
    private nint LoadByName(string file)
    {
        if (NativeLibrary.TryLoad(file, out nint handle))
            return handle;
        throw new LibTorchException(
            $"{file} is in none of the folders {string.Join(", ", folders)}. Add a package reference to TorchSharp-cpu "
            + "0.107.0 (or TorchSharp-cuda-linux 0.107.0) to the project that is run.");
    }

    private static byte[] Read(string original)
    {
        try
        {
            byte[] content = File.ReadAllBytes(original);
            // The system's loader does not look at a file's length, and loading half a library kills the process.
            _ = new ElfBytes(content);
            return content;
        }
        catch (Exception exception) when (exception is ElfPatchException or IOException or UnauthorizedAccessException)
        {
            throw new LibTorchException(
                $"{original} cannot be loaded: {exception.Message.TrimEnd('.')}. Delete the file and its NuGet package "
                + "torchsharp/0.107.0, then restore and build the project anew.",
                exception);
        }
    }

    [SupportedOSPlatform("linux")]
    private nint LoadMended(string original, byte[] content)
    {
        byte[] mended;
        try
        {
            mended = ElfPatch.Apply(content);
        }
        catch (ElfPatchException exception)
        {
            throw new LibTorchException(
                $"{original} {MissingCxxLibrary}, and cannot be mended: {exception.Message}. Use TorchSharp 0.107.0, or "
                + $"{NewerCxxLibrary}.",
                exception);
        }
        var failures = new List<Exception>();
        foreach (string folder in temporaryFolders)
        {
            try
            {
                return LoadFromTemporaryFile(mended, folder);
            }
            catch (DllNotFoundException exception) when (IsOtherLibTorch(exception))
            {
                throw OtherLibTorch(original, exception);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DllNotFoundException)
            {
                failures.Add(exception);
            }
        }
        throw new LibTorchException(
            $"{original} {MissingCxxLibrary}, and a mended copy could be loaded from no temporary folder: "
            + $"{string.Join("; ", failures.Select(Cause))}. Set TMPDIR to a folder that may be written and is not mounted "
            + $"noexec, or {NewerCxxLibrary}.",
            new AggregateException(failures));
    }

    [SupportedOSPlatform("linux")]
    private static nint LoadFromTemporaryFile(byte[] library, string folder)
    {
        // The folder's name cannot be guessed and only its owner can enter it: nobody can exchange the file before it is loaded.
        string path = Path.Combine(folder, "dslmanifolds-" + Guid.NewGuid().ToString("N"));
        const UnixFileMode ReadAndWrite = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Directory.CreateDirectory(path, ReadAndWrite | UnixFileMode.UserExecute);
        try
        {
            string file = Path.Combine(path, FileName);
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Share = FileShare.None,
                UnixCreateMode = ReadAndWrite,
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

    /// <summary>Whether what is missing is a name of libtorch's own, which then is of another version: a distribution's package, say.</summary>
    private static bool IsOtherLibTorch(DllNotFoundException exception) => exception.Message.Contains("undefined symbol");

    private static LibTorchException OtherLibTorch(string original, DllNotFoundException exception) => new(
        $"{original} does not fit the libtorch that was found ({Cause(exception)}): the system's own is another version. Add a "
        + "package reference to TorchSharp-cpu 0.107.0 (or TorchSharp-cuda-linux 0.107.0) to the project that is run.",
        exception);

    /// <summary>The system's own line of a message that begins with general advice.</summary>
    private static string Cause(Exception exception) => exception is DllNotFoundException
        ? exception.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1].TrimEnd('.')
        : exception.Message.TrimEnd('.');
}
