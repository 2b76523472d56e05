using System.Text;
using CsCheck;
using DslManifolds.Native;

namespace DslManifolds.Runtime.Tests.Native;

public sealed class ElfPatchTests
{
    private static readonly byte[] Original = RealLibrary.Bytes();

    [SkippableFact]
    public void MendedLibraryAsksForNothingNewer()
    {
        SkipElsewhere();
        var before = new ElfImage([.. Original]);
        var after = new ElfImage(ElfPatch.Apply(Original));

        Assert.Contains(before.NeededVersions(), entry => entry.Name == ElfPatch.MissingVersion);
        Assert.DoesNotContain(after.NeededVersions(), entry => entry.Name == ElfPatch.MissingVersion);
        // Everything else that is asked for is still asked for, by the same index, with the hash of its own name.
        Assert.Equal(
            before.NeededVersions().Select(entry =>
                (entry.File, entry.Index, Name: Replaced(entry.Name, ElfPatch.MissingVersion, ElfPatch.PresentVersion))),
            after.NeededVersions().Select(entry => (entry.File, entry.Index, entry.Name)));
        Assert.All(after.NeededVersions(), entry => Assert.Equal(Hash(entry.Name), entry.Hash));
    }

    [SkippableFact]
    public void MendedLibraryNamesTheSameSymbolsButOne()
    {
        SkipElsewhere();
        var before = new ElfImage([.. Original]);
        var after = new ElfImage(ElfPatch.Apply(Original));

        Assert.Equal(before.SymbolCount, after.SymbolCount);
        int changed = 0;
        for (int i = 0; i < before.SymbolCount; i++)
        {
            string name = before.StringAt(before.NameOffset(i));
            string replaced = Replaced(name, ElfPatch.MissingSymbol, ElfPatch.PresentSymbol);
            Assert.Equal(replaced, after.StringAt(after.NameOffset(i)));
            Assert.Equal(before.IsUndefined(i), after.IsUndefined(i));
            if (replaced == name)
            {
                Assert.Equal(before.VersionOf(i), after.VersionOf(i));
                continue;
            }
            changed++;
            ushort version = after.VersionOf(i);
            Assert.Equal(ElfPatch.PresentVersion, after.NeededVersions().Single(entry => entry.Index == version).Name);
        }
        Assert.Equal(1, changed);
    }

    [SkippableFact]
    public void MendingChangesAFewBytesOfACopy()
    {
        SkipElsewhere();
        byte[] input = [.. Original];
        byte[] mended = ElfPatch.Apply(input);

        Assert.Equal(Original, input);
        Assert.Equal(input.Length, mended.Length);
        int changed = input.Zip(mended).Count(pair => pair.First != pair.Second);
        // At most a name, a version index, a hash and a name's offset.
        Assert.InRange(changed, 1, ElfPatch.MissingSymbol.Length + 2 + 4 + 4);
    }

    [SkippableFact]
    public void MendedLibraryIsNotMendedAgain()
    {
        SkipElsewhere();
        byte[] mended = ElfPatch.Apply(Original);
        var exception = Assert.Throws<ElfPatchException>(() => ElfPatch.Apply(mended));
        Assert.Equal(ElfPatchFailure.AlreadyPatched, exception.Failure);
        Assert.Contains("mended before", exception.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void EveryTruncationIsRefused()
    {
        SkipElsewhere();
        // Each page and, where the tables begin and end, each byte.
        var lengths = Enumerable.Range(0, Original.Length / 4096).Select(page => page * 4096)
            .Concat(Enumerable.Range(0, 700))
            .Concat(Enumerable.Range(Original.Length - 2100, 2100));
        foreach (int length in lengths)
        {
            var exception = Assert.Throws<ElfPatchException>(() => ElfPatch.Apply(Original.AsSpan(0, length)));
            Assert.Equal(length < 4 ? ElfPatchFailure.Foreign : ElfPatchFailure.Truncated, exception.Failure);
        }
    }

    [Theory]
    [InlineData("", "no ELF file")]
    [InlineData("#!/bin/sh\necho no library\n", "no ELF file")]
    [InlineData("MZ\u0090\u0000\u0003", "no ELF file")]
    [InlineData("\u007fELF", "truncated")]
    public void OtherFilesAreRefused(string content, string message)
    {
        var exception = Assert.Throws<ElfPatchException>(() => ElfPatch.Apply(Encoding.Latin1.GetBytes(content)));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, 1)] // 32 bits
    [InlineData(5, 2)] // big-endian
    [InlineData(16, 2)] // an executable that cannot be moved
    [InlineData(18, 183)] // ARM64
    public void OtherElfFilesAreRefused(int offset, byte value)
    {
        byte[] image = [.. Original];
        image[offset] = value;
        var exception = Assert.Throws<ElfPatchException>(() => ElfPatch.Apply(image));
        Assert.Equal(ElfPatchFailure.Foreign, exception.Failure);
    }

    [SkippableFact]
    public void LibraryWithoutTheSymbolIsRefused()
    {
        SkipElsewhere();
        string other = NativeFolders.Find(RealLibrary.Folders, "libc10.so")!;
        var exception = Assert.Throws<ElfPatchException>(() => ElfPatch.Apply(File.ReadAllBytes(other)));
        Assert.Equal(ElfPatchFailure.SymbolMissing, exception.Failure);
        Assert.Contains(ElfPatch.MissingSymbol, exception.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void SecondSymbolOfTheMissingVersionIsRefused()
    {
        SkipElsewhere();
        byte[] bytes = [.. Original];
        var image = new ElfImage(bytes);
        ushort version = image.NeededVersions().Single(entry => entry.Name == ElfPatch.MissingVersion).Index;
        int another = Enumerable.Range(1, image.SymbolCount - 1)
            .First(i => image.IsUndefined(i) && image.StringAt(image.NameOffset(i)) != ElfPatch.MissingSymbol);
        image.SetVersion(another, version);

        var exception = Assert.Throws<ElfPatchException>(() => ElfPatch.Apply(bytes));
        Assert.Equal(ElfPatchFailure.NeedsMore, exception.Failure);
        Assert.Contains(image.StringAt(image.NameOffset(another)), exception.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void DamageNeverEndsInAnotherError()
    {
        SkipElsewhere();
        // Damage is aimed at the headers and tables that are read; elsewhere it would not be seen.
        var offset = Gen.OneOf(Gen.Int[0, 700], Gen.Int[0x3890, 0x3890 + 0x500], Gen.Int[0x3dfae, 0x3fb00],
            Gen.Int[Original.Length - 1984, Original.Length - 1]);
        var flips = Gen.Select(offset, Gen.Byte[1, 255]).Array[1, 8];
        var length = Gen.OneOf(Gen.Const(Original.Length), Gen.Int[0, Original.Length]);
        Gen.Select(flips, length).Sample((damage, kept) =>
        {
            byte[] image = [.. Original];
            foreach (var (at, mask) in damage)
                image[at] ^= mask;
            try
            {
                return ElfPatch.Apply(image.AsSpan(0, kept)).Length == kept;
            }
            catch (ElfPatchException exception)
            {
                return exception.Message.Length > 0;
            }
        }, iter: 1000, threads: 1);
    }

    [Fact]
    public void RandomBytesAreRefused() =>
        Gen.Byte.Array[0, 400].Sample(bytes =>
        {
            // Half of them begin like the real thing.
            if (bytes.Length > 64 && bytes[0] % 2 == 0)
                Original.AsSpan(0, 24).CopyTo(bytes);
            Assert.Throws<ElfPatchException>(() => ElfPatch.Apply(bytes));
        }, iter: 2000, threads: 1);

    private static void SkipElsewhere() =>
        Skip.IfNot(OperatingSystem.IsLinux(), "the library for Linux is installed on Linux only");

    private static string Replaced(string name, string from, string to) => name == from ? to : name;

    /// <summary>The hash of the System V ABI, section "Hash table".</summary>
    private static uint Hash(string name)
    {
        uint hash = 0;
        foreach (byte value in Encoding.UTF8.GetBytes(name))
        {
            hash = (hash << 4) + value;
            uint high = hash & 0xf0000000;
            hash = (hash ^ (high >> 24)) & ~high;
        }
        return hash;
    }
}
