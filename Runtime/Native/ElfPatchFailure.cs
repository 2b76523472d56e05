namespace DslManifolds.Native;

/// <summary>Why the library's symbol table cannot be mended.</summary>
internal enum ElfPatchFailure
{
    /// <summary>The file is no 64-bit little-endian x86-64 shared library.</summary>
    Foreign,

    /// <summary>A table reaches past the end of the file.</summary>
    Truncated,

    /// <summary>The tables contradict each other or the ELF format.</summary>
    Corrupt,

    /// <summary>The library has no need of the symbol that would be renamed.</summary>
    SymbolMissing,

    /// <summary>The library has been mended before.</summary>
    AlreadyPatched,

    /// <summary>More than the one known symbol asks for the missing version.</summary>
    NeedsMore,
}
