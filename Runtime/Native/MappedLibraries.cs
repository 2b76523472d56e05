using System.Text;
using System.Text.RegularExpressions;

namespace DslManifolds.Native;

/// <summary>The files mapped into this process, which tell what the loader really found.</summary>
internal sealed partial class MappedLibraries
{
    private readonly string[] paths;

    private MappedLibraries(string[] paths) => this.paths = paths;

    /// <summary>Reads the list that Linux keeps; empty on other systems.</summary>
    public static MappedLibraries OfThisProcess()
    {
        const string Maps = "/proc/self/maps";
        if (!OperatingSystem.IsLinux() || !File.Exists(Maps))
            return new([]);
        // address, permissions, offset, device, inode, path
        return new([.. File.ReadLines(Maps)
            .Select(line => line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length == 6 && fields[5].StartsWith('/'))
            .Select(fields => fields[5])
            .Distinct()]);
    }

    /// <summary>The full path of the library whose file name begins so, or null.</summary>
    public string? Find(string fileName) =>
        Array.Find(paths, path => Path.GetFileName(path).StartsWith(fileName, StringComparison.Ordinal));

    /// <summary>The newest version of its symbols that a GNU C++ library names; null if there is none.</summary>
    public static string? NewestCxxVersion(string library)
    {
        try
        {
            string text = Encoding.Latin1.GetString(File.ReadAllBytes(library));
            var names = CxxVersion().Matches(text).Select(match => match.Value);
            return names.MaxBy(name => Version.Parse(name[(name.IndexOf('_') + 1)..]));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"GLIBCXX_3\.4(\.\d{1,4})?(?=\0)")]
    private static partial Regex CxxVersion();
}
