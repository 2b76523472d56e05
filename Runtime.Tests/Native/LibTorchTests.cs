using DslManifolds.Native;
using TorchSharp;

namespace DslManifolds.Runtime.Tests.Native;

public sealed class LibTorchTests
{
    [Fact]
    public void TorchSharpWorks()
    {
        using var ones = torch.ones(3, 4);
        using var sum = ones.sum();
        Assert.Equal(12f, sum.item<float>());
    }

    [Fact]
    public void LoadingAgainChangesNothing()
    {
        LibTorch.EnsureLoaded();
        var first = LibTorch.Loaded;
        Parallel.For(0, 64, _ =>
        {
            LibTorch.Prepare();
            LibTorch.EnsureLoaded();
        });
        Assert.Same(first, LibTorch.Loaded);
    }

    [Fact]
    public void ReportNamesWhatIsLoaded()
    {
        var report = LibTorchReport.Create();

        Assert.Null(report.Failure);
        Assert.Equal("0.107.0", report.TorchSharpVersion);
        Assert.StartsWith("2.10", report.LibTorchVersion, StringComparison.Ordinal);
        Assert.True(File.Exists(report.LibraryPath));
        Assert.InRange(report.Threads, 1, 4096);
        Assert.Contains(report.VectorBits, new[] { 0, 128, 256, 512 });
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal("libtorch_cpu.so", Path.GetFileName(report.LibTorchPath));
            Assert.StartsWith("GLIBCXX_3.4", report.CxxLibraryVersion, StringComparison.Ordinal);
            // The library is mended exactly where the C++ library is too old.
            bool isOld = Version.Parse(report.CxxLibraryVersion!["GLIBCXX_".Length..]) < new Version(3, 4, 32);
            Assert.Equal(isOld, report.IsMended);
        }
    }
}
