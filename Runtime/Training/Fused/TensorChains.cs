using System.Numerics;
using System.Runtime.InteropServices;
using DslManifolds.Kernels;
using DslManifolds.Samplers;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Training.Fused;

/// <summary>Chains whose steps libtorch computes: for manifolds that have no kernel, and retractions that kernels do not know.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class TensorChains<T>(ConstrainedLangevin sampler, int ambient) : TrainingChains<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override LangevinCounts Run(Span<T> rows, int steps, RandomKey key, CancellationToken cancellationToken)
    {
        using var starts = empty(
            [rows.Length / ambient, ambient], typeof(T) == typeof(float) ? ScalarType.Float32 : ScalarType.Float64, CPU);
        rows.CopyTo(MemoryMarshal.Cast<byte, T>(starts.bytes));
        using var run = sampler.Run(starts, steps, key, cancellationToken);
        using var ends = run.Points.contiguous();
        MemoryMarshal.Cast<byte, T>(ends.bytes).CopyTo(rows);
        return run.Counts;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
    }
}
