using DslManifolds.Samples.Data;

namespace DslManifolds.Samples.Reports;

/// <summary>
/// The folder a run writes to. Files are first written to a hidden folder beside it and take their places only when
/// <see cref="Publish"/> is called, so a run that fails or is cancelled leaves nothing half-written, and earlier results as they were.
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
        Path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        var parent = System.IO.Path.GetDirectoryName(Path)
            ?? throw new InputException($"{Path}: the root of a file system cannot be the output folder; give a folder inside it with --out.");
        if (File.Exists(Path))
            throw new InputException($"{Path}: this is a file; give a folder with --out.");
        staging = System.IO.Path.Combine(parent, $".{System.IO.Path.GetFileName(Path)}.{Environment.ProcessId}.{Guid.NewGuid():N}");
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

    /// <summary>Full path of the folder.</summary>
    public string Path { get; }

    /// <summary>Where to write a file of this name until the folder is published.</summary>
    public string FileAt(string name) => System.IO.Path.Combine(staging, name);

    /// <summary>Moves the files written to their places, over files of the same names.</summary>
    public IReadOnlyList<string> Publish()
    {
        var names = Directory.GetFiles(staging).Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal).ToArray();
        if (Directory.Exists(Path))
        {
            foreach (var name in names)
                File.Move(FileAt(name!), System.IO.Path.Combine(Path, name!), overwrite: true);
            Directory.Delete(staging);
        }
        else
        {
            Directory.Move(staging, Path);
        }
        published = true;
        return names!;
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
        for (var missing = folder; missing is not null && !Directory.Exists(missing); missing = System.IO.Path.GetDirectoryName(missing))
            createdParents.Add(missing);
    }

    private void ProbeExisting()
    {
        var probe = System.IO.Path.Combine(Path, $".{Guid.NewGuid():N}");
        using (File.Create(probe, 1, FileOptions.DeleteOnClose))
        {
        }
    }
}
