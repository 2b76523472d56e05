using DslManifolds.Native;

namespace DslManifolds.Runtime.Tests.Native;

/// <summary>TorchSharp's own library for Linux, as it was installed.</summary>
internal static class RealLibrary
{
    public static IReadOnlyList<string> Folders { get; } = NativeFolders.Of(typeof(TorchSharp.torch).Assembly);

    public static string Path { get; } = NativeFolders.Find(Folders, NativeLoader.FileName)
        ?? throw new InvalidOperationException($"{NativeLoader.FileName} is in none of {string.Join(", ", Folders)}.");

    public static byte[] Bytes() => File.ReadAllBytes(Path);
}
