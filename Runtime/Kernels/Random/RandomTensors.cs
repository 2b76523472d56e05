using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Kernels;

/// <summary>Tensors filled by <see cref="CounterRandom"/>: a row for each chain, equal on every device.</summary>
internal static class RandomTensors
{
    private delegate void Fill(RandomKey key, Span<double> destination, int columns);

    /// <summary>Standard normals, (rows, columns), fresh.</summary>
    public static Tensor Normals(RandomKey key, long rows, int columns, ScalarType dtype, Device device)
    {
        if (dtype != ScalarType.Float32)
            return Filled(CounterRandom.Normals, key, rows, columns, dtype, device);
        var values = empty([rows, columns], ScalarType.Float32, CPU);
        CounterRandom.Normals(key, MemoryMarshal.Cast<byte, float>(values.bytes), columns);
        return Moved(values, dtype, device);
    }

    /// <summary>Uniforms on (0, 1), (rows, columns), fresh. Rounding to a narrower type may give 1.</summary>
    public static Tensor Uniforms(RandomKey key, long rows, int columns, ScalarType dtype, Device device) =>
        Filled(CounterRandom.Uniforms, key, rows, columns, dtype, device);

    /// <summary>Unit vectors, (rows, columns), fresh.</summary>
    public static Tensor UnitVectors(RandomKey key, long rows, int columns, ScalarType dtype, Device device) =>
        Filled(CounterRandom.UnitVectors, key, rows, columns, dtype, device);

    private static Tensor Filled(Fill fill, RandomKey key, long rows, int columns, ScalarType dtype, Device device)
    {
        var values = empty([rows, columns], ScalarType.Float64, CPU);
        fill(key, MemoryMarshal.Cast<byte, double>(values.bytes), columns);
        return Moved(values, dtype, device);
    }

    private static Tensor Moved(Tensor values, ScalarType dtype, Device device)
    {
        if (values.dtype == dtype && device.type == DeviceType.CPU)
            return values;
        using (values)
            return values.to(dtype, device);
    }
}
