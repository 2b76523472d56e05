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
        LibTorch.EnsureLoaded();
    }
}
