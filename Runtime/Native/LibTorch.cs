using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Runtime.Versioning;
using TorchSharp;

namespace DslManifolds.Native;

/// <summary>
/// Sees to it that TorchSharp finds libtorch, also where the system's C++ library is older than the one it was built with.
/// </summary>
/// <remarks>
/// TorchSharp 0.107.0 needs a libstdc++ of GCC 13.2 or later; Debian 12 has an older one. Where the installed library does not
/// load for that reason, a mended copy is loaded in its place, from a private temporary file that is removed at once. Where it
/// loads, it is used as it is. Windows, macOS and processors other than x86-64 need no mending.
/// </remarks>
public static class LibTorch
{
    private const string LibraryName = "LibTorchSharp";

    private static readonly Lock Gate = new();
    private static bool isPrepared;
    private static LoadedLibrary? loaded;
    private static LibTorchException? failure;

    /// <summary>
    /// Stands ready for TorchSharp's first use, at no cost before it. Module initializers call it: it may be called any number of
    /// times, from any thread, and never throws. A failure shows at the first use, or in <see cref="EnsureLoaded"/>.
    /// </summary>
    public static void Prepare()
    {
        lock (Gate)
        {
            if (isPrepared)
                return;
            isPrepared = true;
            if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
                return;
            // The event comes only after the ordinary search has failed, so a library that loads is left alone.
            var context = AssemblyLoadContext.GetLoadContext(typeof(torch).Assembly) ?? AssemblyLoadContext.Default;
            context.ResolvingUnmanagedDll += Resolve;
        }
    }

    /// <summary>Loads libtorch now, unless it is loaded already. May be called any number of times, from any thread.</summary>
    /// <exception cref="LibTorchException">It cannot be loaded; the message says what is missing and what to install.</exception>
    public static void EnsureLoaded()
    {
        Prepare();
        if (OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64)
        {
            Load();
            return;
        }
        // The same two steps as TorchSharp takes first.
        var assembly = typeof(torch).Assembly;
        NativeLibrary.TryLoad("torch_cpu", assembly, null, out _);
        if (!NativeLibrary.TryLoad(LibraryName, assembly, null, out _))
            throw new LibTorchException(
                "TorchSharp's native library cannot be loaded. Add a package reference to TorchSharp-cpu 0.107.0 to the project "
                + "that is run. It is made for Windows and Linux on x86-64 and macOS on ARM64; "
                + $"this is {RuntimeInformation.RuntimeIdentifier}.");
    }

    /// <summary>What this class loaded; null where TorchSharp found its library by itself.</summary>
    internal static LoadedLibrary? Loaded
    {
        get
        {
            lock (Gate)
                return loaded;
        }
    }

    [SupportedOSPlatform("linux")]
    private static nint Resolve(Assembly assembly, string name) => name == LibraryName ? Load().Handle : 0;

    [SupportedOSPlatform("linux")]
    private static LoadedLibrary Load()
    {
        lock (Gate)
        {
            if (loaded is not null)
                return loaded;
            // A fresh object each time: an exception's stack trace belongs to the thread that throws it.
            if (failure is not null)
                throw new LibTorchException(failure.Message, failure);
            try
            {
                loaded = new NativeLoader(NativeFolders.Of(typeof(torch).Assembly), TemporaryFolders()).Load();
                return loaded;
            }
            catch (LibTorchException exception)
            {
                failure = exception;
                throw;
            }
        }
    }

    private static string[] TemporaryFolders()
    {
        // A hardened system mounts the temporary folder noexec; the home folder seldom is.
        string cache = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return cache.Length == 0 ? [Path.GetTempPath()] : [Path.GetTempPath(), cache];
    }
}
