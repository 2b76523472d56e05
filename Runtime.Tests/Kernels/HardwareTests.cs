using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DslManifolds.Runtime.Tests.Kernels;

/// <summary>The runs with instruction sets switched off test what they say: the switches took effect.</summary>
[Trait("Category", "Kernels")]
[Trait("Category", "KernelsReduced")]
public class HardwareTests
{
    [Fact]
    public void SwitchesTakeEffect()
    {
        if (IsOff("DOTNET_EnableHWIntrinsic"))
        {
            Assert.False(Vector128.IsHardwareAccelerated);
            Assert.False(Vector512.IsHardwareAccelerated);
            Assert.False(Sse41.IsSupported);
            Assert.False(Avx2.IsSupported);
        }
        else
        {
            Assert.True(Vector128.IsHardwareAccelerated);
        }

        if (IsOff("DOTNET_EnableAVX2"))
        {
            Assert.False(Avx2.IsSupported);
            Assert.False(Fma.IsSupported);
            Assert.False(Vector256.IsHardwareAccelerated);
        }

        if (IsOff("DOTNET_EnableAVX512"))
        {
            Assert.False(Avx512F.IsSupported);
            Assert.False(Vector512.IsHardwareAccelerated);
        }
    }

    /// <summary>A run is started for one switch; a misspelt one would test nothing.</summary>
    [Fact]
    public void ARunForASwitchHasThatSwitch()
    {
        if (Environment.GetEnvironmentVariable("TEST_WITHOUT") is not { Length: > 0 } name)
            return;
        Assert.Contains(name, new[] { "AVX512", "AVX2", "HWIntrinsic" });
        Assert.True(IsOff("DOTNET_Enable" + name));
    }

    private static bool IsOff(string variable) => Environment.GetEnvironmentVariable(variable) == "0";
}
