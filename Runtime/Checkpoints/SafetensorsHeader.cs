using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Unicode;
using static TorchSharp.torch;

namespace DslManifolds.Checkpoints;

/// <summary>
/// The header of a safetensors file: eight bytes with the length of a JSON object, little-endian, then that object, then the
/// elements of all tensors without gaps.
/// </summary>
/// <param name="Entries">The tensors, in the order of their elements.</param>
/// <param name="Metadata">Texts about the file, its member <c>__metadata__</c>.</param>
/// <remarks>Source: the format's description in its reference implementation, github.com/huggingface/safetensors.</remarks>
internal sealed record SafetensorsHeader(IReadOnlyList<SafetensorsEntry> Entries, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>The member that holds <see cref="Metadata"/>; no tensor can be called so.</summary>
    public const string MetadataName = "__metadata__";

    private const int PrefixLength = sizeof(ulong);

    // The limit of the reference implementation: a file that claims more is damaged or hostile.
    private const int MaximumLength = 100_000_000;

    /// <summary>Lays tensors out one after the other, those with the largest elements first, so that each is aligned.</summary>
    /// <exception cref="ArgumentException">An element type has no name in the format.</exception>
    public static SafetensorsHeader Of(IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var entries = new List<SafetensorsEntry>(tensors.Count);
        long end = 0;
        foreach (var (name, tensor) in tensors.OrderByDescending(pair => SafetensorsType.SizeOf(pair.Value.dtype))
            .ThenBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (SafetensorsType.NameOf(tensor.dtype) is null)
                throw new ArgumentException($"'{name}' is of type {tensor.dtype}; a checkpoint holds {SafetensorsType.Names}.");
            long begin = end;
            end += SafetensorsEntry.LengthOf(tensor.dtype, tensor.shape);
            entries.Add(new(name, tensor.dtype, tensor.shape, begin, end));
        }
        return new(entries, metadata);
    }

    /// <summary>Writes the header, padded so that the elements begin at a multiple of eight.</summary>
    public void Write(Stream stream)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject(MetadataName);
            foreach (var (key, value) in Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                json.WriteString(key, value);
            json.WriteEndObject();
            foreach (var entry in Entries)
            {
                json.WriteStartObject(entry.Name);
                json.WriteString("dtype", SafetensorsType.NameOf(entry.ElementType));
                WriteArray(json, "shape", entry.Shape);
                WriteArray(json, "data_offsets", [entry.Begin, entry.End]);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        int padding = (PrefixLength - buffer.WrittenCount % PrefixLength) % PrefixLength;
        buffer.GetSpan(padding)[..padding].Fill((byte)' ');
        buffer.Advance(padding);

        Span<byte> prefix = stackalloc byte[PrefixLength];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)buffer.WrittenCount);
        stream.Write(prefix);
        stream.Write(buffer.WrittenSpan);
    }

    /// <summary>Reads the header and leaves the stream at the first element.</summary>
    /// <exception cref="SafetensorsException">The stream holds no safetensors file, or part of one.</exception>
    public static SafetensorsHeader Read(Stream stream)
    {
        Span<byte> prefix = stackalloc byte[PrefixLength];
        if (stream.ReadAtLeast(prefix, PrefixLength, throwOnEndOfStream: false) < PrefixLength)
            throw new SafetensorsException("it is shorter than the eight bytes that begin every safetensors file");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > MaximumLength)
            throw new SafetensorsException($"its header claims {length} bytes, more than the {MaximumLength} allowed");
        if ((long)length > stream.Length - PrefixLength)
            throw new SafetensorsException($"its header claims {length} bytes, but only {stream.Length - PrefixLength} follow");
        var json = new byte[length];
        stream.ReadExactly(json);

        var header = Parse(json);
        long present = stream.Length - stream.Position;
        long expected = header.Entries.Count == 0 ? 0 : header.Entries[^1].End;
        return present == expected
            ? header
            : throw new SafetensorsException($"it holds {present} bytes of data where its header states {expected}");
    }

    private static SafetensorsHeader Parse(byte[] json)
    {
        if (!Utf8.IsValid(json))
            throw new SafetensorsException("its header is no text");
        try
        {
            var options = new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 8 };
            using var document = JsonDocument.Parse(json, options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new SafetensorsException("its header is no JSON object");
            var metadata = new Dictionary<string, string>();
            var entries = new List<SafetensorsEntry>();
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (member.Name == MetadataName)
                    ParseMetadata(member.Value, metadata);
                else
                    entries.Add(ParseEntry(member.Name, member.Value));
            }
            // Empty tensors begin where the next one does.
            entries.Sort((a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
            long end = 0;
            foreach (var entry in entries)
            {
                if (entry.Begin != end)
                    throw new SafetensorsException($"the elements of '{entry.Name}' begin at {entry.Begin} where {end} is due");
                end = entry.End;
            }
            return new(entries, metadata);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new SafetensorsException($"its header is no JSON ({exception.Message.TrimEnd('.')})", exception);
        }
    }

    private static void ParseMetadata(JsonElement element, Dictionary<string, string> metadata)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new SafetensorsException($"{MetadataName} is no object");
        foreach (var member in element.EnumerateObject())
        {
            metadata[member.Name] = member.Value.ValueKind == JsonValueKind.String
                ? member.Value.GetString()!
                : throw new SafetensorsException($"'{member.Name}' of {MetadataName} is no text");
        }
    }

    private static SafetensorsEntry ParseEntry(string name, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new SafetensorsException($"'{name}' is no object");
        if (!element.TryGetProperty("dtype", out var type) || type.ValueKind != JsonValueKind.String)
            throw new SafetensorsException($"'{name}' has no dtype");
        if (SafetensorsType.Parse(type.GetString()) is not { } elementType)
            throw new SafetensorsException($"'{name}' is of type {type.GetString()}; known are {SafetensorsType.Names}");
        long[] shape = ParseArray(name, element, "shape");
        long[] offsets = ParseArray(name, element, "data_offsets");
        long length;
        try
        {
            length = SafetensorsEntry.LengthOf(elementType, shape);
        }
        catch (OverflowException exception)
        {
            throw new SafetensorsException($"'{name}' has the impossible shape [{string.Join(", ", shape)}]", exception);
        }
        if (offsets.Length != 2 || offsets[1] - offsets[0] != length)
            throw new SafetensorsException($"the data_offsets of '{name}' do not fit its shape and type");
        return new(name, elementType, shape, offsets[0], offsets[1]);
    }

    private static long[] ParseArray(string name, JsonElement element, string key)
    {
        if (!element.TryGetProperty(key, out var array) || array.ValueKind != JsonValueKind.Array)
            throw new SafetensorsException($"'{name}' has no {key}");
        return [.. array.EnumerateArray().Select(item =>
            item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out long value) && value >= 0
                ? value
                : throw new SafetensorsException($"{key} of '{name}' is no list of whole numbers"))];
    }

    private static void WriteArray(Utf8JsonWriter json, string key, ReadOnlySpan<long> values)
    {
        json.WriteStartArray(key);
        foreach (long value in values)
            json.WriteNumberValue(value);
        json.WriteEndArray();
    }
}
