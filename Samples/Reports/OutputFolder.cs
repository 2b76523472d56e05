using DslManifolds.Samples.Data;
using IOPath = System.IO.Path;

namespace DslManifolds.Samples.Reports;

/// <summary>
/// The folder a run writes to. Files are first written to a hidden folder beside it and take their places only when
/// <see cref="Publish"/> is called, so a run that fails or is cancelled leaves nothing half-written, and earlier results as they
/// were.
/// </summary>
internal sealed class OutputFolder : IDisposable
{
    private readonly string staging;
    private readonly List<string> createdParents = [];
    private bool published;

    /// <summary>Claims the folder: everything that can be found wrong with it is found here, before any work is done.</summary>
    /// <exception cref="InputException">The folder cannot be written.</exception>
    public OutputFolder(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw new InputException("--out: the folder's name is empty; give a folder that can be written.");
        Path = IOPath.TrimEndingDirectorySeparator(IOPath.GetFullPath(path));
        var parent = IOPath.GetDirectoryName(Path)
            ?? throw new InputException($"{Path}: this is the root of a file system; give a folder inside it with --out.");
        if (File.Exists(Path))
            throw new InputException($"{Path}: this is a file; give a folder with --out.");
        staging = IOPath.Combine(parent, $".{IOPath.GetFileName(Path)}.{Environment.ProcessId}.{Guid.NewGuid():N}");
        try
        {
            NoteMissing(parent);
            Directory.CreateDirectory(staging);
            // The folder may exist and be read-only although its parent is not.
            if (Directory.Exists(Path))
                ProbeExisting();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Dispose();
            throw new InputException($"{Path}: cannot be written; give a folder that can with --out.", error);
        }
    }

    // A folder within another, which that one publishes or removes.
    private OutputFolder(OutputFolder parent, string name)
    {
        (Path, staging, published) = (IOPath.Combine(parent.Path, name), parent.FileAt(name), true);
        Directory.CreateDirectory(staging);
    }

    /// <summary>Full path of the folder.</summary>
    public string Path { get; }

    /// <summary>Where to write a file of this name until the folder is published.</summary>
    public string FileAt(string name) => IOPath.Combine(staging, name);

    /// <summary>A folder within this one, published and removed with it.</summary>
    public OutputFolder Under(string name) => new(this, name);

    /// <summary>Moves the files written to their places, over files of the same names.</summary>
    /// <returns>Their paths within the folder.</returns>
    public IReadOnlyList<string> Publish()
    {
        var names = Directory.GetFiles(staging, "*", SearchOption.AllDirectories)
            .Select(file => IOPath.GetRelativePath(staging, file)).Order(StringComparer.Ordinal).ToArray();
        if (Directory.Exists(Path))
        {
            foreach (var name in names)
            {
                var place = IOPath.Combine(Path, name);
                Directory.CreateDirectory(IOPath.GetDirectoryName(place)!);
                File.Move(FileAt(name), place, overwrite: true);
            }
            Directory.Delete(staging, recursive: true);
        }
        else
        {
            Directory.Move(staging, Path);
        }
        published = true;
        return names;
    }

    /// <summary>Removes what was written, unless it has been published.</summary>
    public void Dispose()
    {
        if (published)
            return;
        published = true;
        try
        {
            if (Directory.Exists(staging))
                Directory.Delete(staging, recursive: true);
            foreach (var folder in createdParents.Where(Directory.Exists))
                Directory.Delete(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Someone else writes there: what is not ours stays.
        }
    }

    private void NoteMissing(string folder)
    {
        for (var missing = folder; missing is not null && !Directory.Exists(missing); missing = IOPath.GetDirectoryName(missing))
            createdParents.Add(missing);
    }

    private void ProbeExisting()
    {
        var probe = IOPath.Combine(Path, $".{Guid.NewGuid():N}");
        using (File.Create(probe, 1, FileOptions.DeleteOnClose))
        {
        }
    }
}
