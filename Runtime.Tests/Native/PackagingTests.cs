using System.IO.Compression;
using System.Xml.Linq;

namespace DslManifolds.Runtime.Tests.Native;

/// <summary>The package, used as a stranger would: libtorch loads whichever assembly comes first.</summary>
[Trait("Category", "Packaging")]
public sealed class PackagingTests(PackagingFixture fixture) : IClassFixture<PackagingFixture>
{
    [Fact]
    public void PackageHoldsRuntimeAndGenerator()
    {
        using var package = ZipFile.OpenRead(fixture.Package);
        Assert.Equal(
            [
                "DslManifolds.nuspec",
                "README.md",
                "analyzers/dotnet/cs/DslManifolds.CodeFixes.dll",
                "analyzers/dotnet/cs/DslManifolds.Generator.dll",
                "lib/net10.0/DslManifolds.Runtime.dll",
                "lib/net10.0/DslManifolds.Runtime.xml",
            ],
            package.Entries.Select(entry => entry.FullName)
                .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal)
                    && !name.StartsWith("package/", StringComparison.Ordinal)
                    && !name.StartsWith('['))
                .Order(StringComparer.Ordinal));

        using var stream = package.GetEntry("DslManifolds.nuspec")!.Open();
        var elements = XDocument.Load(stream).Descendants().ToLookup(element => element.Name.LocalName);
        var dependency = Assert.Single(elements["dependency"]);
        Assert.Equal("TorchSharp", dependency.Attribute("id")!.Value);
        Assert.Equal("MIT", Assert.Single(elements["license"]).Value);
        Assert.Equal("README.md", Assert.Single(elements["readme"]).Value);
    }

    [Fact]
    public void ExecutableWorks()
    {
        string output = fixture.Succeed(fixture.Root, fixture.Assembly("executable"));
        Assert.Contains("shape 5 x 1", output, StringComparison.Ordinal);
        AssertNothingIsLeft();
    }

    [Fact]
    public void TestAssemblyWorks()
    {
        string output = fixture.Succeed(fixture.Root, "test", fixture.Assembly("tests"));
        Assert.Contains("Passed:     1", output, StringComparison.Ordinal);
        AssertNothingIsLeft();
    }

    [Fact]
    public void ExecutableThatCallsTorchBeforeItsLibraryWorks()
    {
        string output = fixture.Succeed(fixture.Root, fixture.Assembly("consumer"));
        Assert.Contains("sum 15", output, StringComparison.Ordinal);
        Assert.Contains("loaded False", output, StringComparison.Ordinal);
        Assert.Contains("shape 5 x 1", output, StringComparison.Ordinal);
        AssertNothingIsLeft();
    }

    [Fact]
    public void FileBasedAppWorks()
    {
        string output = fixture.Succeed(Path.Combine(fixture.Root, "file"), "run", "app.cs");
        Assert.Contains("sum 15", output, StringComparison.Ordinal);
        Assert.Contains("shape 5 x 1", output, StringComparison.Ordinal);
        AssertNothingIsLeft();
    }

    [Fact]
    public void ProjectWithoutLibTorchIsToldWhatIsMissing()
    {
        string output = fixture.Succeed(fixture.Root, fixture.Assembly("bare"));
        Assert.Contains("TorchSharp-cpu", output, StringComparison.Ordinal);
        Assert.Contains("True", output, StringComparison.Ordinal);
        AssertNothingIsLeft();
    }

    private void AssertNothingIsLeft() => Assert.Empty(Directory.GetFileSystemEntries(fixture.Temporary, "dslmanifolds-*"));
}
