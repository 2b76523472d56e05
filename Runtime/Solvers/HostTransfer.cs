using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace DslManifolds.Solvers;

/// <summary>
/// Copies between floating-point tensors of any device and managed arrays of doubles, in which the solvers decide step by
/// step what each sample does next.
/// </summary>
internal static class HostTransfer
{
    /// <summary>The tensor's elements in row-major order.</summary>
    public static double[] Read(Tensor source)
    {
        var values = new double[source.numel()];
        Read(source, values);
        return values;
    }

    /// <summary>Writes the tensor's elements in row-major order to the start of <paramref name="destination"/>.</summary>
    public static void Read(Tensor source, Span<double> destination)
    {
        if (source.device_type != TorchSharp.DeviceType.CPU || !source.is_contiguous())
        {
            using var here = source.cpu();
            using var contiguous = here.contiguous();
            ReadContiguous(contiguous, destination);
            return;
        }

        ReadContiguous(source, destination);
    }

    /// <summary>The elements of a tensor of booleans in row-major order.</summary>
    public static bool[] ReadBooleans(Tensor source)
    {
        using var here = source.cpu();
        using var contiguous = here.contiguous();
        return MemoryMarshal.Cast<byte, bool>(contiguous.bytes).ToArray();
    }

    /// <summary>A fresh tensor with the given elements, rounded to its element type.</summary>
    public static Tensor Write(ReadOnlySpan<double> values, long rows, long columns, ScalarType type, Device device)
    {
        var result = empty([rows, columns], dtype: type, device: CPU);
        if (type == ScalarType.Float64)
        {
            values.CopyTo(MemoryMarshal.Cast<byte, double>(result.bytes));
        }
        else
        {
            var destination = MemoryMarshal.Cast<byte, float>(result.bytes);
            for (var i = 0; i < values.Length; i++)
                destination[i] = (float)values[i];
        }

        return Send(result, device);
    }

    /// <summary>A fresh column of booleans, (length, 1).</summary>
    public static Tensor WriteMask(ReadOnlySpan<bool> mask, Device device)
    {
        var result = empty([mask.Length, 1], dtype: ScalarType.Bool, device: CPU);
        mask.CopyTo(MemoryMarshal.Cast<byte, bool>(result.bytes));
        return Send(result, device);
    }

    /// <summary>A fresh vector of indices.</summary>
    public static Tensor WriteIndices(ReadOnlySpan<long> indices, Device device)
    {
        var result = empty([indices.Length], dtype: ScalarType.Int64, device: CPU);
        indices.CopyTo(MemoryMarshal.Cast<byte, long>(result.bytes));
        return Send(result, device);
    }

    /// <summary>Raises an error unless the element type is one that the solvers compute in.</summary>
    public static void RequireFloating(Tensor tensor, string name)
    {
        if (tensor.dtype is not (ScalarType.Float32 or ScalarType.Float64))
        {
            throw new ArgumentException(
                $"{name} has element type {tensor.dtype}; the solvers work in Float32 or Float64. Convert it first.", name);
        }
    }

    /// <summary>Raises an error unless the tensor is a batch of rows of the given width.</summary>
    public static void RequireRows(Tensor tensor, long width, string name)
    {
        RequireFloating(tensor, name);
        if (tensor.dim() != 2 || tensor.shape[1] != width)
        {
            throw new ArgumentException(
                $"{name} has shape ({string.Join(", ", tensor.shape)}), but (batch, {width}) is needed.", name);
        }
    }

    private static Tensor Send(Tensor tensor, Device device)
    {
        if (device.type == TorchSharp.DeviceType.CPU)
            return tensor;
        using (tensor)
            return tensor.to(device);
    }

    private static void ReadContiguous(Tensor source, Span<double> destination)
    {
        if (source.dtype == ScalarType.Float64)
        {
            MemoryMarshal.Cast<byte, double>(source.bytes).CopyTo(destination);
            return;
        }

        var values = MemoryMarshal.Cast<byte, float>(source.bytes);
        for (var i = 0; i < values.Length; i++)
            destination[i] = values[i];
    }
}
