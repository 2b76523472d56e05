using System.Text;

namespace DslManifolds.Native;

/// <summary>
/// The dynamic symbol tables of a 64-bit little-endian x86-64 ELF shared library, in memory: names, symbols, their versions and
/// the versions needed of other libraries. Every access is checked against the image.
/// </summary>
/// <remarks>
/// Layouts and constants: System V ABI, "Object files", and Linux Standard Base, "Symbol versioning". The tables are found
/// through the section headers, which linkers for Linux always write.
/// </remarks>
internal sealed class ElfImage
{
    /// <summary>Size of one entry of the dynamic symbol table, Elf64_Sym.</summary>
    public const int SymbolSize = 24;

    private const int SectionHeaderSize = 64;
    private const uint SectionStrings = 3;
    private const uint SectionDynamicSymbols = 11;
    private const uint SectionVersionsNeeded = 0x6ffffffe;
    private const uint SectionVersions = 0x6fffffff;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly ElfBytes bytes;
    private readonly Section strings;
    private readonly Section symbols;
    private readonly Section versions;
    private readonly Section needed;

    /// <summary>Reads the tables of an image. The image is not copied: writes change it.</summary>
    /// <exception cref="ElfPatchException">The image is foreign, truncated or corrupt.</exception>
    public ElfImage(byte[] image)
    {
        bytes = new(image);
        var sections = ReadSections();
        symbols = Single(sections, SectionDynamicSymbols, "dynamic symbols");
        versions = Single(sections, SectionVersions, "symbol versions");
        needed = Single(sections, SectionVersionsNeeded, "needed versions");
        strings = Linked(sections, symbols);
        if (Linked(sections, needed) != strings)
            throw ElfBytes.Corrupt("needed versions and symbols take their names from different tables");
        if (symbols.Size % SymbolSize != 0 || versions.Size != symbols.Size / SymbolSize * sizeof(ushort))
            throw ElfBytes.Corrupt("the symbol table and its versions differ in length");
    }

    /// <summary>Number of dynamic symbols, the empty first one included.</summary>
    public int SymbolCount => (int)(symbols.Size / SymbolSize);

    /// <summary>Offset of the name of a symbol in the string table.</summary>
    public uint NameOffset(int symbol) => bytes.ReadUInt32(symbols.Offset + (long)symbol * SymbolSize);

    /// <summary>Whether a symbol is wanted of another library, rather than defined here.</summary>
    public bool IsUndefined(int symbol) => bytes.ReadUInt16(symbols.Offset + (long)symbol * SymbolSize + 6) == 0;

    /// <summary>Version index of a symbol, without the bit that hides it.</summary>
    public ushort VersionOf(int symbol) => (ushort)(bytes.ReadUInt16(VersionOffset(symbol)) & 0x7fff);

    /// <summary>Gives a symbol another version index.</summary>
    public void SetVersion(int symbol, ushort version) => bytes.WriteUInt16(VersionOffset(symbol), version);

    /// <summary>The string at an offset of the string table.</summary>
    public string StringAt(uint offset)
    {
        if (offset >= strings.Size)
            throw ElfBytes.Corrupt($"name at {offset} lies outside the string table");
        var rest = bytes.Span(strings.Offset + offset, strings.Size - offset);
        int length = rest.IndexOf((byte)0);
        if (length < 0)
            throw ElfBytes.Corrupt($"name at {offset} has no end");
        try
        {
            return StrictUtf8.GetString(rest[..length]);
        }
        catch (DecoderFallbackException)
        {
            throw ElfBytes.Corrupt($"name at {offset} is no text");
        }
    }

    /// <summary>Overwrites the string at an offset with one at most as long; the rest becomes zero.</summary>
    public void OverwriteString(uint offset, string value)
    {
        int length = StrictUtf8.GetByteCount(StringAt(offset));
        var name = StrictUtf8.GetBytes(value);
        if (name.Length > length)
            throw new ArgumentException($"'{value}' is longer than the name it replaces.", nameof(value));
        var target = bytes.Span(strings.Offset + offset, length);
        target.Clear();
        name.CopyTo(target);
    }

    /// <summary>All entries of the table of needed versions (Elf64_Vernaux), in file order.</summary>
    public List<NeededVersion> NeededVersions()
    {
        const int EntrySize = 16;
        var result = new List<NeededVersion>();
        long library = 0;
        // Each library has its chain of versions; offsets only ever lead forward, so the walk ends.
        while (true)
        {
            long libraryOffset = InNeeded(library, EntrySize);
            string file = StringAt(bytes.ReadUInt32(libraryOffset + 4));
            int count = bytes.ReadUInt16(libraryOffset + 2);
            long entry = library + bytes.ReadUInt32(libraryOffset + 8);
            for (int i = 0; i < count; i++)
            {
                long offset = InNeeded(entry, EntrySize);
                uint name = bytes.ReadUInt32(offset + 8);
                result.Add(new(offset, file, StringAt(name), name, bytes.ReadUInt32(offset), bytes.ReadUInt16(offset + 6)));
                uint step = bytes.ReadUInt32(offset + 12);
                if (i + 1 < count && step == 0)
                    throw ElfBytes.Corrupt("a chain of needed versions ends early");
                entry += step;
            }
            uint next = bytes.ReadUInt32(libraryOffset + 12);
            if (next == 0)
                return result;
            library += next;
        }
    }

    /// <summary>Makes an entry of the table of needed versions ask for the version of another entry; its index stays.</summary>
    public void Redirect(NeededVersion entry, NeededVersion target)
    {
        bytes.WriteUInt32(entry.Offset, target.Hash);
        bytes.WriteUInt32(entry.Offset + 8, target.NameOffset);
    }

    private Section[] ReadSections()
    {
        ulong start = bytes.ReadUInt64(40);
        int count = bytes.ReadUInt16(60);
        if (start == 0 || count == 0)
            throw ElfBytes.Foreign("it has no section headers");
        if (bytes.ReadUInt16(58) != SectionHeaderSize)
            throw ElfBytes.Corrupt("its section headers have an unknown size");
        if (!bytes.Contains(start, (ulong)count * SectionHeaderSize))
            throw ElfBytes.Truncated("its section headers");
        var sections = new Section[count];
        for (int i = 0; i < count; i++)
        {
            long at = (long)start + (long)i * SectionHeaderSize;
            var section = new Section(
                bytes.ReadUInt32(at + 4), bytes.ReadUInt64(at + 24), bytes.ReadUInt64(at + 32), bytes.ReadUInt32(at + 40));
            bool isUsed = section.Type is SectionStrings or SectionDynamicSymbols or SectionVersionsNeeded or SectionVersions;
            if (isUsed && !bytes.Contains(section.Start, section.Length))
                throw ElfBytes.Truncated($"section {i}");
            sections[i] = section;
        }
        return sections;
    }

    private static Section Single(Section[] sections, uint type, string what)
    {
        var found = Array.FindAll(sections, section => section.Type == type);
        return found.Length switch
        {
            0 => throw ElfBytes.Foreign($"it has no table of {what}"),
            1 => found[0],
            _ => throw ElfBytes.Corrupt($"it has several tables of {what}"),
        };
    }

    private static Section Linked(Section[] sections, Section section)
    {
        if (section.Link >= sections.Length || sections[section.Link].Type != SectionStrings)
            throw ElfBytes.Corrupt("a table's names are missing");
        return sections[section.Link];
    }

    private long InNeeded(long position, int size)
    {
        if (position < 0 || position > needed.Size - size)
            throw ElfBytes.Corrupt("the table of needed versions leads out of itself");
        return needed.Offset + position;
    }

    private long VersionOffset(int symbol) => versions.Offset + (long)symbol * sizeof(ushort);

    /// <summary>One version needed of another library.</summary>
    /// <param name="Offset">Where the entry lies in the image.</param>
    /// <param name="File">The library it is needed of.</param>
    /// <param name="Name">Name of the version.</param>
    /// <param name="NameOffset">Where the name lies in the string table.</param>
    /// <param name="Hash">ELF hash of the name.</param>
    /// <param name="Index">Index by which symbols refer to the entry.</param>
    internal readonly record struct NeededVersion(
        long Offset, string File, string Name, uint NameOffset, uint Hash, ushort Index);

    private readonly record struct Section(uint Type, ulong Start, ulong Length, uint Link)
    {
        public long Offset => (long)Start;

        public long Size => (long)Length;
    }
}
