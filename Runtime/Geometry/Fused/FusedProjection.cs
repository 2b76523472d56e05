using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DslManifolds.Kernels;
using DslManifolds.Solvers;
using static TorchSharp.torch;

namespace DslManifolds.Geometry.Fused;

/// <summary>Projects points by a manifold's kernel.</summary>
/// <param name="start">Points, (batch, n), on the CPU with the element type T.</param>
/// <param name="options">Settings.</param>
internal sealed class FusedProjection<T>(Tensor start, LevenbergMarquardtOptions options)
    : IManifoldKernelUser<T, SolveResult>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public SolveResult Use<TKernel>(TKernel kernel)
        where TKernel : struct, IManifoldKernel<T>
    {
        using var noGradient = no_grad();
        using var detached = start.detach();
        using var dense = detached.contiguous();
        var result = dense.clone();
        var rows = (int)result.shape[0];
        var samples = new LevenbergMarquardtSample[rows];
        using var memory = new Scratch<T>(FusedProjection<T, TKernel>.ScratchSize);
        var solver = new FusedProjection<T, TKernel>(kernel, options, memory.Lanes);
        for (var block = 0; block < LaneRows.Blocks<T>(rows); block++)
        {
            var first = block * Vector512<T>.Count;
            var own = samples.AsSpan(first, LaneRows.Count<T>(rows, block));
            var numbers = MemoryMarshal.Cast<byte, T>(result.bytes);
            LaneTransfer.Load(numbers, TKernel.AmbientDimension, first, own.Length, memory.Lanes);
            solver.Solve(own);
            LaneTransfer.Store(memory.Lanes, TKernel.AmbientDimension, first, own.Length, numbers);
        }

        return new SolveResult(
            result,
            Array.ConvertAll(samples, sample => sample.Status),
            Array.ConvertAll(samples, sample => sample.Iterations),
            Array.ConvertAll(samples, sample => sample.Residual));
    }
}
