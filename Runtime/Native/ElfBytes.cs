using System.Buffers.Binary;

namespace DslManifolds.Native;

/// <summary>The bytes of a 64-bit little-endian x86-64 ELF shared library. Every access is checked against their end.</summary>
/// <remarks>Layouts and constants: System V ABI, "Object files".</remarks>
internal sealed class ElfBytes
{
    private const int HeaderSize = 64;
    private const int ProgramHeaderSize = 56;
    private const ushort SharedObject = 3;
    private const ushort MachineX64 = 62;
    private const uint LoadedSegment = 1;

    private readonly byte[] image;

    /// <summary>Checks the header. The image is not copied: writes change it.</summary>
    /// <exception cref="ElfPatchException">The image is foreign, truncated or corrupt.</exception>
    public ElfBytes(byte[] image)
    {
        this.image = image;
        if (image.Length < 4 || !image.AsSpan(0, 4).SequenceEqual("\u007fELF"u8))
            throw Foreign("it is no ELF file");
        if (image.Length < HeaderSize)
            throw Truncated("its header");
        if (image[4] != 2 || image[5] != 1)
            throw Foreign("it is no 64-bit little-endian ELF file");
        if (ReadUInt16(16) != SharedObject || ReadUInt16(18) != MachineX64)
            throw Foreign("it is no shared library for x86-64");
        CheckSegments();
    }

    /// <summary>Number of bytes.</summary>
    public int Length => image.Length;

    /// <summary>Reads two bytes.</summary>
    public ushort ReadUInt16(long offset) => BinaryPrimitives.ReadUInt16LittleEndian(Span(offset, sizeof(ushort)));

    /// <summary>Reads four bytes.</summary>
    public uint ReadUInt32(long offset) => BinaryPrimitives.ReadUInt32LittleEndian(Span(offset, sizeof(uint)));

    /// <summary>Reads eight bytes.</summary>
    public ulong ReadUInt64(long offset) => BinaryPrimitives.ReadUInt64LittleEndian(Span(offset, sizeof(ulong)));

    /// <summary>Writes two bytes.</summary>
    public void WriteUInt16(long offset, ushort value) =>
        BinaryPrimitives.WriteUInt16LittleEndian(Span(offset, sizeof(ushort)), value);

    /// <summary>Writes four bytes.</summary>
    public void WriteUInt32(long offset, uint value) =>
        BinaryPrimitives.WriteUInt32LittleEndian(Span(offset, sizeof(uint)), value);

    /// <summary>Some of the bytes.</summary>
    public Span<byte> Span(long offset, long size)
    {
        if (offset < 0 || size < 0 || offset > image.Length - size)
            throw Truncated($"offset {offset}");
        return image.AsSpan((int)offset, (int)size);
    }

    /// <summary>Whether a range that the file itself states lies within it.</summary>
    public bool Contains(ulong offset, ulong size) => offset <= (ulong)image.Length && size <= (ulong)image.Length - offset;

    /// <summary>The error for a file that is something else.</summary>
    public static ElfPatchException Foreign(string what) => new(ElfPatchFailure.Foreign, what);

    /// <summary>The error for a file that ends early.</summary>
    public static ElfPatchException Truncated(string what) =>
        new(ElfPatchFailure.Truncated, $"it is truncated: {what} lies past its end");

    /// <summary>The error for a file that contradicts itself.</summary>
    public static ElfPatchException Corrupt(string what) => new(ElfPatchFailure.Corrupt, $"it is corrupt: {what}");

    // The system's loader maps segments without looking at the file's length, and the process dies at the first access past it.
    private void CheckSegments()
    {
        ulong start = ReadUInt64(32);
        int count = ReadUInt16(56);
        if (ReadUInt16(54) != ProgramHeaderSize)
            throw Corrupt("its program headers have an unknown size");
        if (!Contains(start, (ulong)count * ProgramHeaderSize))
            throw Truncated("its program headers");
        for (int i = 0; i < count; i++)
        {
            long at = (long)start + (long)i * ProgramHeaderSize;
            if (ReadUInt32(at) == LoadedSegment && !Contains(ReadUInt64(at + 8), ReadUInt64(at + 32)))
                throw Truncated($"segment {i}");
        }
    }
}
