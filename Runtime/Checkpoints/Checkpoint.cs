using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Checkpoints;

/// <summary>
/// The parameters and buffers of a module in a file, equal to the bit when they are loaded back.
/// </summary>
/// <remarks>
/// Files are in the safetensors format, which PyTorch reads and writes. Those written here also name the module's type, and are
/// refused for another type; files without that, such as PyTorch's, load into any module whose tensors have the same names and
/// shapes.
/// </remarks>
public static class Checkpoint
{
    /// <summary>Key of the metadata under which the full name of the module's type is kept.</summary>
    public const string TypeKey = "dslmanifolds.type";

    /// <summary>Key of the metadata under which the version of what is written here is kept.</summary>
    public const string VersionKey = "dslmanifolds.version";

    private const int Version = 1;

    // Enough to see what is meant.
    private const int NamesShown = 5;

    /// <summary>
    /// Writes a module's parameters and buffers. The file appears whole or not at all: an older one stays until the new one is
    /// complete.
    /// </summary>
    /// <param name="module">The module; it stays as it is, on its device.</param>
    /// <param name="path">The file, in a folder that exists.</param>
    /// <param name="metadata">Further texts to keep in the file; <see cref="ReadMetadata"/> gives them back.</param>
    /// <exception cref="CheckpointException">The file cannot be written.</exception>
    /// <exception cref="ArgumentException">A key of the metadata is this class's own, or a tensor's type is not kept.</exception>
    public static void Save(nn.Module module, string path, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var texts = new Dictionary<string, string>
        {
            [TypeKey] = TypeNameOf(module),
            [VersionKey] = Version.ToString(CultureInfo.InvariantCulture),
            // Other programs look here for the library that the tensors belong to.
            ["format"] = "pt",
        };
        foreach (var (key, value) in metadata ?? new Dictionary<string, string>())
        {
            if (!texts.TryAdd(key, value))
                throw new ArgumentException($"The key '{key}' is the checkpoint's own; use another.", nameof(metadata));
        }
        var state = module.state_dict();
        var header = SafetensorsHeader.Of(state, texts);

        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                header.Write(stream);
                foreach (var entry in header.Entries)
                    WriteElements(stream, state[entry.Name]);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException(
                path, $"the checkpoint cannot be written ({exception.Message.TrimEnd('.')}). Name a file in a folder that "
                + "exists and may be written, on a disk with space left.", exception);
        }
        finally
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
        }
    }

    /// <summary>
    /// Reads a module's parameters and buffers. They keep their place, device and element type; where the file's type is
    /// narrower, values are widened exactly. On an error the module stays as it was.
    /// </summary>
    /// <exception cref="CheckpointException">
    /// The file is missing, damaged, of another type of module, or its tensors do not match the module's.
    /// </exception>
    public static void Load(nn.Module module, string path)
    {
        ArgumentNullException.ThrowIfNull(module);
        using var stream = Open(path);
        var header = ReadHeader(stream, path);
        CheckType(header, module, path);
        var state = module.state_dict();
        CheckTensors(header, state, path);

        using var scope = NewDisposeScope();
        using var _ = no_grad();
        // Everything is read before anything is changed.
        var read = new List<(Tensor Target, Tensor Source)>(header.Entries.Count);
        foreach (var entry in header.Entries)
            read.Add((state[entry.Name], ReadElements(stream, entry, path)));
        foreach (var (target, source) in read)
            target.copy_(source);
    }

    /// <summary>The texts kept in a checkpoint: those given to <see cref="Save"/>, and its own.</summary>
    /// <exception cref="CheckpointException">The file is missing or damaged.</exception>
    public static IReadOnlyDictionary<string, string> ReadMetadata(string path)
    {
        using var stream = Open(path);
        return ReadHeader(stream, path).Metadata;
    }

    private static string TypeNameOf(nn.Module module) => module.GetType().FullName ?? module.GetType().Name;

    private static FileStream Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
            throw new CheckpointException(
                path, Directory.Exists(path)
                    ? "this is a folder. Name the checkpoint's file."
                    : "there is no such file. Check the path, or save the module there first.");
        try
        {
            return new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException(
                path, $"the file cannot be opened ({exception.Message.TrimEnd('.')}). Allow this user to read it.", exception);
        }
    }

    private static SafetensorsHeader ReadHeader(FileStream stream, string path)
    {
        try
        {
            return SafetensorsHeader.Read(stream);
        }
        catch (SafetensorsException exception)
        {
            throw new CheckpointException(
                path, $"the file is damaged, or no safetensors file: {exception.Message}. Copy or save it anew.", exception);
        }
        catch (IOException exception)
        {
            throw Unreadable(path, exception);
        }
    }

    private static void CheckType(SafetensorsHeader header, nn.Module module, string path)
    {
        if (header.Metadata.TryGetValue(VersionKey, out string? version) && !IsKnown(version))
            throw new CheckpointException(
                path, $"the checkpoint has version '{version}', this program knows version {Version}. "
                + "Use the program that wrote it.");
        if (header.Metadata.TryGetValue(TypeKey, out string? type) && type != TypeNameOf(module))
            throw new CheckpointException(
                path, $"the checkpoint is of a {type}, not of a {TypeNameOf(module)}. "
                + $"Load it into a {type}, or name another file.");
    }

    private static bool IsKnown(string version) =>
        int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is >= 1 and <= Version;

    private static void CheckTensors(SafetensorsHeader header, Dictionary<string, Tensor> state, string path)
    {
        var names = header.Entries.Select(entry => entry.Name).ToHashSet();
        var missing = state.Keys.Where(name => !names.Contains(name)).ToList();
        var unexpected = names.Where(name => !state.ContainsKey(name)).ToList();
        if (missing.Count + unexpected.Count > 0)
        {
            var parts = new List<string>();
            if (missing.Count > 0)
                parts.Add($"it lacks {List(missing)}");
            if (unexpected.Count > 0)
                parts.Add($"it has {List(unexpected)}, which the module has not");
            throw new CheckpointException(
                path, $"the checkpoint's tensors are not the module's: {string.Join("; ", parts)}. Load it into a module with "
                + "the layers that it was saved from.");
        }
        foreach (var entry in header.Entries)
        {
            var target = state[entry.Name];
            if (!entry.Shape.AsSpan().SequenceEqual(target.shape))
                throw new CheckpointException(
                    path, $"'{entry.Name}' has the shape {Shape(entry.Shape)}, the module's {Shape(target.shape)}. Load it "
                    + "into a module with the layer widths that it was saved from.");
            if (!SafetensorsType.Holds(target.dtype, entry.ElementType))
                throw new CheckpointException(
                    path, $"'{entry.Name}' is of type {entry.ElementType}, which the module's {target.dtype} cannot hold "
                    + "exactly. Convert the module first, with its method to().");
        }
    }

    private static string List(List<string> names)
    {
        names.Sort(StringComparer.Ordinal);
        string shown = string.Join(", ", names.Take(NamesShown).Select(name => $"'{name}'"));
        return names.Count > NamesShown ? $"{shown} and {names.Count - NamesShown} more" : shown;
    }

    private static string Shape(long[] shape) => $"[{string.Join(", ", shape)}]";

    private static void WriteElements(Stream stream, Tensor tensor)
    {
        if (tensor.numel() == 0)
            return;
        using var detached = tensor.detach();
        using var local = detached.cpu();
        using var contiguous = local.contiguous();
        stream.Write(contiguous.bytes);
    }

    private static Tensor ReadElements(FileStream stream, SafetensorsEntry entry, string path)
    {
        var tensor = empty(entry.Shape, entry.ElementType);
        if (entry.Length == 0)
            return tensor;
        try
        {
            stream.ReadExactly(tensor.bytes);
            return tensor;
        }
        catch (IOException exception)
        {
            throw Unreadable(path, exception);
        }
    }

    private static CheckpointException Unreadable(string path, IOException exception) =>
        new(path, $"the file cannot be read ({exception.Message.TrimEnd('.')}). Copy it anew.", exception);
}
