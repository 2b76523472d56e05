using System.Reflection;
using System.Runtime.InteropServices;

namespace DslManifolds.Native;

/// <summary>Where the native libraries of an application lie.</summary>
internal static class NativeFolders
{
    /// <summary>
    /// Folders to look into, best first: those the host was told of (for a file-based app one for each package), then the usual
    /// places beside an assembly.
    /// </summary>
    public static IReadOnlyList<string> Of(Assembly assembly)
    {
        var folders = new List<string>();
        if (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") is string known)
            folders.AddRange(known.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));
        foreach (string? origin in new[] { Path.GetDirectoryName(assembly.Location), AppContext.BaseDirectory })
        {
            if (string.IsNullOrEmpty(origin))
                continue;
            folders.Add(origin);
            folders.Add(Path.Combine(origin, "runtimes", RuntimeInformation.RuntimeIdentifier, "native"));
        }
        return [.. folders.Distinct()];
    }

    /// <summary>The first file of a name in the folders, or null.</summary>
    public static string? Find(IReadOnlyList<string> folders, string file) =>
        folders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
}
