using static TorchSharp.torch;

namespace DslManifolds.Checkpoints;

/// <summary>One tensor of a safetensors file.</summary>
/// <param name="Name">Its name, unique in the file.</param>
/// <param name="ElementType">Type of its elements.</param>
/// <param name="Shape">Its shape; empty for a single number.</param>
/// <param name="Begin">Where its elements begin, in bytes after the header; row-major and little-endian.</param>
/// <param name="End">Where they end.</param>
internal sealed record SafetensorsEntry(string Name, ScalarType ElementType, long[] Shape, long Begin, long End)
{
    /// <summary>Length of its elements in bytes.</summary>
    public long Length => End - Begin;

    /// <summary>Length of the elements of a shape in bytes.</summary>
    /// <exception cref="OverflowException">The shape is larger than any file.</exception>
    public static long LengthOf(ScalarType elementType, ReadOnlySpan<long> shape)
    {
        long count = 1;
        foreach (long size in shape)
            count = checked(count * size);
        return checked(count * SafetensorsType.SizeOf(elementType));
    }
}
