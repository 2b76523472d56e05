using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Solvers;
using static TorchSharp.torch;

namespace DslManifolds.Samplers;

/// <summary>Points drawn uniformly in a box.</summary>
internal static class BoxNoise
{
    /// <summary>Draws points, (count, n), fresh; the i-th by the random numbers of chain <see cref="RandomKey.Chain"/> + i.</summary>
    public static Tensor Draw(Box box, RandomKey key, int count, ScalarType type, Device device)
    {
        var width = box.Dimension;
        var values = new double[count * width];
        CounterRandom.Uniforms(key, values, width);
        for (var i = 0; i < values.Length; i++)
        {
            var (lower, upper) = (box.Lower[i % width], box.Upper[i % width]);
            values[i] = lower + values[i] * (upper - lower);
        }

        return HostTransfer.Write(values, count, width, type, device);
    }
}
