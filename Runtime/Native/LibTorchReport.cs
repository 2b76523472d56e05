using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using TorchSharp;

namespace DslManifolds.Native;

/// <summary>What was loaded, and what this machine offers to it.</summary>
public sealed record LibTorchReport
{
    /// <summary>Why libtorch cannot be loaded and what to install, or null where it is loaded.</summary>
    public string? Failure { get; private init; }

    /// <summary>TorchSharp's native library as it is installed; null where it is not known.</summary>
    public string? LibraryPath { get; private init; }

    /// <summary>Whether a mended copy of the library was loaded in its place.</summary>
    public bool IsMended { get; private init; }

    /// <summary>The library that holds libtorch's processor kernels; null where it is not known.</summary>
    public string? LibTorchPath { get; private init; }

    /// <summary>Version of the TorchSharp assembly.</summary>
    public required string TorchSharpVersion { get; init; }

    /// <summary>Version of libtorch that TorchSharp was made for; null where it could not be loaded.</summary>
    public string? LibTorchVersion { get; private init; }

    /// <summary>The C++ library in use; null outside Linux.</summary>
    public string? CxxLibraryPath { get; private init; }

    /// <summary>Newest symbol version of the C++ library in use, such as <c>GLIBCXX_3.4.30</c>; null outside Linux.</summary>
    public string? CxxLibraryVersion { get; private init; }

    /// <summary>Threads that libtorch uses within an operation; 0 where it could not be loaded.</summary>
    public int Threads { get; private init; }

    /// <summary>Number of CUDA devices that libtorch can use.</summary>
    public int CudaDevices { get; private init; }

    /// <summary>Widest vectors that the processor and the .NET runtime accelerate, in bits; 0 for none.</summary>
    public int VectorBits { get; } = Vector512.IsHardwareAccelerated ? 512
        : Vector256.IsHardwareAccelerated ? 256
        : Vector128.IsHardwareAccelerated ? 128
        : 0;

    /// <summary>Whether the processor multiplies and adds in one instruction.</summary>
    public bool HasFusedMultiplyAdd { get; } = Fma.IsSupported || System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.IsSupported;

    /// <summary>Processors that this process may use.</summary>
    public int Processors { get; } = Environment.ProcessorCount;

    /// <summary>The operating system and processor, such as <c>linux-x64</c>.</summary>
    public string Platform { get; } = RuntimeInformation.RuntimeIdentifier;

    /// <summary>Loads libtorch and describes it. Where it cannot be loaded, <see cref="Failure"/> says why.</summary>
    public static LibTorchReport Create()
    {
        var assembly = typeof(torch).Assembly;
        string version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
            ?? assembly.GetName().Version?.ToString()
            ?? "unknown";
        try
        {
            LibTorch.EnsureLoaded();
        }
        catch (LibTorchException exception)
        {
            return new() { TorchSharpVersion = version, Failure = exception.Message };
        }
        var mapped = MappedLibraries.OfThisProcess();
        var loaded = LibTorch.Loaded;
        string? cxxLibrary = mapped.Find("libstdc++.so");
        return new()
        {
            TorchSharpVersion = version,
            LibraryPath = loaded?.Path ?? mapped.Find(NativeLoader.FileName),
            IsMended = loaded?.IsMended ?? false,
            LibTorchPath = mapped.Find("libtorch_cpu.so"),
            LibTorchVersion = torch.__version__,
            CxxLibraryPath = cxxLibrary,
            CxxLibraryVersion = cxxLibrary is null ? null : MappedLibraries.NewestCxxVersion(cxxLibrary),
            Threads = torch.get_num_threads(),
            CudaDevices = torch.cuda_is_available() ? torch.cuda.device_count() : 0,
        };
    }
}
