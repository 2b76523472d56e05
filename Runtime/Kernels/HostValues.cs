using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace DslManifolds.Kernels;

/// <summary>
/// A tensor's values in the processor's memory, in double precision, row-major. Comparing and counting the few numbers a batch has is
/// cheaper here than by one library call for each operation.
/// </summary>
internal readonly ref struct HostValues : IDisposable
{
    private readonly Tensor _host;

    public HostValues(Tensor tensor)
    {
        var host = tensor.to(ScalarType.Float64, CPU);
        if (!host.is_contiguous())
        {
            _host = host.contiguous();
            host.Dispose();
        }
        else
        {
            _host = host;
        }

        Values = MemoryMarshal.Cast<byte, double>(_host.bytes);
    }

    /// <summary>The values; valid until disposal.</summary>
    public ReadOnlySpan<double> Values { get; }

    public void Dispose() => _host.Dispose();
}
