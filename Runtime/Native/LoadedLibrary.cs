namespace DslManifolds.Native;

/// <summary>TorchSharp's native part, loaded.</summary>
/// <param name="Handle">The operating system's handle.</param>
/// <param name="Path">The file as it was installed.</param>
/// <param name="IsMended">Whether a mended copy was loaded in its place.</param>
internal sealed record LoadedLibrary(nint Handle, string Path, bool IsMended);
