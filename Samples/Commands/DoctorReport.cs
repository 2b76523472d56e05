using System.Globalization;
using System.Runtime.InteropServices;
using DslManifolds.Native;
using DslManifolds.Samples.Plotting;

namespace DslManifolds.Samples.Commands;

/// <summary>What this machine has and lacks for the program, one fact a line.</summary>
internal static class DoctorReport
{
    /// <summary>Writes the report.</summary>
    /// <returns><see cref="ExitCode.Failure"/> where libtorch does not load, else <see cref="ExitCode.Success"/>.</returns>
    public static int Write(TextWriter output)
    {
        var report = LibTorchReport.Create();
        Line("platform", $"{report.Platform} ({RuntimeInformation.OSDescription.Trim()})");
        Line(".NET", RuntimeInformation.FrameworkDescription);
        Line("processors", report.Processors.ToString(CultureInfo.InvariantCulture));
        Line("SIMD", report.VectorBits == 0
            ? "none"
            : $"{report.VectorBits} bits, fused multiply-add {(report.HasFusedMultiplyAdd ? "yes" : "no")}");
        Line("TorchSharp", report.TorchSharpVersion);
        if (report.Failure is { } failure)
        {
            Line("libtorch", $"does not load: {failure.ReplaceLineEndings(" ")}");
        }
        else
        {
            Line("libtorch", $"{report.LibTorchVersion} from {report.LibTorchPath ?? "a folder that the system does not tell"}");
            var state = report.IsMended ? "a copy mended for this C++ library" : "as it was installed";
            Line("", $"{report.LibraryPath ?? "LibTorchSharp"}, {state}");
            if (report.CxxLibraryPath is { } cxx)
                Line("C++ library", $"{report.CxxLibraryVersion} from {cxx}");
            Line("threads", report.Threads.ToString(CultureInfo.InvariantCulture));
            Line("devices", report.CudaDevices == 0
                ? "cpu (no CUDA device; --device cuda needs an NVIDIA driver and a libtorch built for CUDA)"
                : $"cpu, {report.CudaDevices} CUDA");
        }
        Line("figures", Typography.Advice ?? $"set in {Typography.Family}");
        return report.Failure is null ? ExitCode.Success : ExitCode.Failure;

        void Line(string what, string text) => output.WriteLine($"{what,-12} {text}");
    }
}
