namespace DslManifolds.Native;

/// <summary>
/// Lets a library built with GCC 13.2 or later run on the C++ library of GCC 12: its one call that is newer,
/// <c>std::ios_base_library_init()</c>, becomes the constructor of <c>std::ios_base::Init</c>, which older compilers call to
/// the same end (it prepares the standard streams, counts its uses, and looks at no member of its object).
/// </summary>
internal static class ElfPatch
{
    /// <summary>The version that the C++ library of GCC 13.2 added.</summary>
    public const string MissingVersion = "GLIBCXX_3.4.32";

    /// <summary>The version of the symbol put in its place.</summary>
    public const string PresentVersion = "GLIBCXX_3.4";

    /// <summary>std::ios_base_library_init().</summary>
    public const string MissingSymbol = "_ZSt21ios_base_library_initv";

    /// <summary>std::ios_base::Init::Init().</summary>
    public const string PresentSymbol = "_ZNSt8ios_base4InitC1Ev";

    /// <summary>A mended copy of the library; the argument stays as it is.</summary>
    /// <exception cref="ElfPatchException">The library is foreign, truncated, corrupt, mended before or beyond mending.</exception>
    public static byte[] Apply(ReadOnlySpan<byte> original)
    {
        var copy = original.ToArray();
        var image = new ElfImage(copy);
        var needed = image.NeededVersions();
        int symbol = FindUndefined(image, MissingSymbol);
        if (symbol < 0)
            throw NothingToRename(image, needed);

        int missing = needed.FindIndex(entry => entry.Name == MissingVersion && entry.Index == image.VersionOf(symbol));
        if (missing < 0)
            throw ElfBytes.Corrupt($"{MissingSymbol} is not of version {MissingVersion}");
        int present = needed.FindIndex(entry => entry.Name == PresentVersion && entry.File == needed[missing].File);
        if (present < 0)
            throw new ElfPatchException(ElfPatchFailure.NeedsMore, $"it asks for no symbol of version {PresentVersion}");
        CheckOthers(image, symbol, needed[missing].Index, needed);

        image.OverwriteString(image.NameOffset(symbol), PresentSymbol);
        image.SetVersion(symbol, needed[present].Index);
        image.Redirect(needed[missing], needed[present]);
        return copy;
    }

    private static int FindUndefined(ElfImage image, string name)
    {
        for (int i = 1; i < image.SymbolCount; i++)
        {
            if (image.IsUndefined(i) && image.StringAt(image.NameOffset(i)) == name)
                return i;
        }
        return -1;
    }

    private static ElfPatchException NothingToRename(ElfImage image, List<ElfImage.NeededVersion> needed)
    {
        // Two entries for one version of one library is what mending leaves behind; a linker never writes that.
        int doubled = needed.Count(entry => entry.Name == PresentVersion);
        return doubled > 1 && FindUndefined(image, PresentSymbol) >= 0
            ? new(ElfPatchFailure.AlreadyPatched, "it has been mended before")
            : new(ElfPatchFailure.SymbolMissing, $"it makes no use of {MissingSymbol}");
    }

    private static void CheckOthers(ElfImage image, int symbol, ushort version, List<ElfImage.NeededVersion> needed)
    {
        uint start = image.NameOffset(symbol);
        uint end = start + (uint)MissingSymbol.Length;
        for (int i = 1; i < image.SymbolCount; i++)
        {
            if (i == symbol)
                continue;
            if (image.VersionOf(i) == version)
                throw new ElfPatchException(
                    ElfPatchFailure.NeedsMore,
                    $"besides {MissingSymbol} it needs {image.StringAt(image.NameOffset(i))} of {MissingVersion}");
            // Linkers let a name that ends like another one share its bytes.
            if (image.NameOffset(i) >= start && image.NameOffset(i) <= end)
                throw new ElfPatchException(ElfPatchFailure.NeedsMore, $"another symbol shares bytes with {MissingSymbol}");
        }
        if (needed.Exists(entry => entry.NameOffset >= start && entry.NameOffset <= end))
            throw new ElfPatchException(ElfPatchFailure.NeedsMore, $"a version shares bytes with {MissingSymbol}");
    }
}
