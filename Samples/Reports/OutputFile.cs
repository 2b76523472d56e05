using DslManifolds.Samples.Data;

namespace DslManifolds.Samples.Reports;

/// <summary>A file that takes its place only when it is whole.</summary>
internal sealed class OutputFile : IDisposable
{
    private readonly string target;
    private bool published;

    /// <summary>Claims the file: what can be found wrong with it is found here, before any work is done.</summary>
    /// <param name="path">Where it will be.</param>
    /// <param name="option">The option that named it.</param>
    /// <exception cref="InputException">It cannot be written.</exception>
    public OutputFile(string path, string option)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw new InputException($"{option}: the file's name is empty; give a file that can be written.");
        target = Path.GetFullPath(path);
        if (Directory.Exists(target))
            throw new InputException($"{target}: this is a folder; give a file with {option}.");
        Staging = Path.Combine(
            Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Environment.ProcessId}.{Guid.NewGuid():N}");
        try
        {
            File.Create(Staging).Dispose();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{target}: cannot be written; give a file that can with {option}.", error);
        }
    }

    /// <summary>Where to write until the file is published.</summary>
    public string Staging { get; }

    /// <summary>Moves the file to its place, over one that is there.</summary>
    /// <returns>Its full path.</returns>
    public string Publish()
    {
        File.Move(Staging, target, overwrite: true);
        published = true;
        return target;
    }

    /// <summary>Removes what was written, unless it has been published.</summary>
    public void Dispose()
    {
        if (!published)
            File.Delete(Staging);
    }
}
