using System.Numerics;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace DslManifolds.Samplers.Fused;

/// <summary>Tensors of the element type of lanes.</summary>
internal static class FusedTensors
{
    /// <summary>The element type.</summary>
    public static ScalarType Type<T>()
        where T : unmanaged, IFloatingPointIeee754<T> =>
        typeof(T) == typeof(float) ? ScalarType.Float32 : ScalarType.Float64;

    /// <summary>The numbers of a contiguous tensor on the processor, in place.</summary>
    public static Span<T> Numbers<T>(Tensor tensor)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        tensor.numel() == 0 ? [] : MemoryMarshal.Cast<byte, T>(tensor.bytes);
}
