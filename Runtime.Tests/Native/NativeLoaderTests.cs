using System.Runtime.Versioning;
using DslManifolds.Native;

namespace DslManifolds.Runtime.Tests.Native;

/// <summary>Each test has folders of its own: one with the library to load, one for temporary files.</summary>
[SupportedOSPlatform("linux")]
public sealed class NativeLoaderTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("native-loader-tests-").FullName;
    private readonly string folder;
    private readonly string temporary;

    public NativeLoaderTests()
    {
        folder = Directory.CreateDirectory(Path.Combine(root, "library")).FullName;
        temporary = Directory.CreateDirectory(Path.Combine(root, "temporary")).FullName;
    }

    private string Library => Path.Combine(folder, NativeLoader.FileName);

    public void Dispose() => Directory.Delete(root, recursive: true);

    [SkippableFact]
    public void RealLibraryLoadsAndStaysAsItIs()
    {
        SkipElsewhere();
        var before = Snapshot(Path.GetDirectoryName(RealLibrary.Path)!);
        byte[] content = RealLibrary.Bytes();

        var loaded = new NativeLoader(RealLibrary.Folders, [temporary]).Load();

        Assert.NotEqual(0, loaded.Handle);
        Assert.Equal(RealLibrary.Path, loaded.Path);
        Assert.Equal(content, RealLibrary.Bytes());
        Assert.Equal(before, Snapshot(Path.GetDirectoryName(RealLibrary.Path)!));
        Assert.Empty(Directory.GetFileSystemEntries(temporary));
    }

    [SkippableFact]
    public void LibraryThatLoadsIsUsedAsItIs()
    {
        SkipElsewhere();
        File.WriteAllBytes(Library, ElfPatch.Apply(RealLibrary.Bytes()));
        // No temporary folder is given: it would fail if it tried to mend.
        var loaded = new NativeLoader([folder, .. RealLibrary.Folders], []).Load();
        Assert.False(loaded.IsMended);
        Assert.Equal(Library, loaded.Path);
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(64)]
    [InlineData(100_000)]
    [InlineData(1_900_000)]
    public void TruncatedLibraryIsAClearError(int length)
    {
        SkipElsewhere();
        File.WriteAllBytes(Library, RealLibrary.Bytes()[..length]);
        AssertRefused(length < 4 ? "no ELF file" : "truncated");
    }

    [SkippableFact]
    public void ForeignLibraryIsAClearError()
    {
        SkipElsewhere();
        File.WriteAllText(Library, "<html>404 Not Found</html>");
        AssertRefused("no ELF file");
    }

    [SkippableFact]
    public void LibraryOfAnotherMachineIsAClearError()
    {
        SkipElsewhere();
        byte[] content = RealLibrary.Bytes();
        content[18] = 183; // ARM64
        File.WriteAllBytes(Library, content);
        AssertRefused("no shared library for x86-64");
    }

    [SkippableFact]
    public void LibraryThatAlsoLacksAnotherVersionIsAClearError()
    {
        SkipElsewhere();
        Skip.IfNot(LibTorchReport.Create().IsMended, "this system's C++ library is new enough");
        byte[] content = RealLibrary.Bytes();
        var image = new ElfImage(content);
        // A symbol version that no C++ library has.
        var needed = image.NeededVersions().Single(entry => entry.Name == "GLIBCXX_3.4.30");
        image.OverwriteString(needed.NameOffset, "GLIBCXX_9.9.30");
        File.WriteAllBytes(Library, content);
        var loader = new NativeLoader([folder, .. RealLibrary.Folders], [temporary]);
        var exception = Assert.Throws<LibTorchException>(() => loader.Load());
        Assert.Contains("install", exception.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(Directory.GetFileSystemEntries(temporary));
    }

    [SkippableFact]
    public void FolderThatCannotBeWrittenIsPassedOver()
    {
        SkipElsewhere();
        Skip.IfNot(LibTorchReport.Create().IsMended, "this system's C++ library is new enough");
        string absent = Path.Combine(root, "file");
        File.WriteAllText(absent, "a file, so that no folder can be made in it");

        Assert.True(new NativeLoader(RealLibrary.Folders, [absent, temporary]).Load().IsMended);
        var exception = Assert.Throws<LibTorchException>(() => new NativeLoader(RealLibrary.Folders, [absent]).Load());
        Assert.Contains("TMPDIR", exception.Message, StringComparison.Ordinal);
    }

    private void AssertRefused(string cause)
    {
        byte[] content = File.ReadAllBytes(Library);
        var loader = new NativeLoader([folder, .. RealLibrary.Folders], [temporary]);
        var exception = Assert.Throws<LibTorchException>(() => loader.Load());
        Assert.Contains(cause, exception.Message, StringComparison.Ordinal);
        Assert.Contains(Library, exception.Message, StringComparison.Ordinal);
        Assert.Contains("restore", exception.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllBytes(Library));
        Assert.Equal([Library], Directory.GetFileSystemEntries(folder));
        Assert.Empty(Directory.GetFileSystemEntries(temporary));
    }

    private static (string Path, long Length, DateTime Written)[] Snapshot(string folder) =>
        [.. new DirectoryInfo(folder).GetFiles().Select(file => (file.FullName, file.Length, file.LastWriteTimeUtc)).Order()];

    private static void SkipElsewhere() => Skip.IfNot(OperatingSystem.IsLinux(), "libraries are mended on Linux only");
}
