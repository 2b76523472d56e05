using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using DslManifolds.Geometry.Fused;
using DslManifolds.Kernels;

namespace DslManifolds.Samplers.Fused;

/// <summary>The dynamics of two kernels.</summary>
internal sealed class FusedLangevin<T, TManifold, TEnergy> : FusedLangevin<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TManifold : struct, IManifoldKernel<T>
    where TEnergy : struct, IEnergyKernel<T>
{
    private readonly FusedLangevinStep<T, TManifold, TEnergy> step;

    /// <summary>Dynamics of two kernels.</summary>
    public FusedLangevin(TManifold manifold, TEnergy energy, FusedSettings<T> settings)
        : base(settings) =>
        step = new FusedLangevinStep<T, TManifold, TEnergy>(manifold, energy, settings);

    /// <inheritdoc/>
    protected override int AmbientDimension => TManifold.AmbientDimension;

    /// <inheritdoc/>
    protected override int PlaceSize => FusedPlace<T, TManifold>.Size;

    /// <inheritdoc/>
    protected override int WorkSize => FusedBlock<T, TManifold, TEnergy>.Size;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void RunBlock(FusedWorker<T> worker, FusedJob<T> job, int block)
    {
        var memory = new FusedBlock<T, TManifold, TEnergy>(worker.Memory);
        var here = memory.First;
        if (job.Chains is { } chains)
        {
            here = new FusedPlace<T, TManifold>(chains.Block(block));
            if (job.Steps == 0)
                Start(job, block, here, memory.Scratch);
            else
                Advance(worker, job, block, here, memory.Second, memory, chains);
        }
        else if (Start(job, block, here, memory.Scratch))
        {
            var place = Advance(worker, job, block, here, memory.Second, memory, null);
            LaneTransfer.Store(
                place.Frame.Points,
                TManifold.AmbientDimension,
                block * Vector512<T>.Count,
                job.Count(block),
                job.Rows(TManifold.AmbientDimension));
        }
    }

    /// <inheritdoc/>
    protected override void Warm(FusedWorker<T> worker, Lanes<T> place)
    {
        var memory = new FusedBlock<T, TManifold, TEnergy>(worker.Memory);
        var here = new FusedPlace<T, TManifold>(place);
        step.Start(here, memory.Scratch, out _);
        step.Run(here, memory.Second, memory, 1, default, default, new OutcomeTally(worker.Counts, 0, []), default);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Start(FusedJob<T> job, int block, FusedPlace<T, TManifold> place, Lanes<T> scratch)
    {
        LaneTransfer.Load(
            job.Rows(TManifold.AmbientDimension),
            TManifold.AmbientDimension,
            block * Vector512<T>.Count,
            job.Count(block),
            place.Frame.Points);
        var bad = ~step.Start(place, scratch, out var residual) & LaneMask.First(job.Count(block));
        if (bad == 0)
            return true;
        Refuse(job, block, BitOperations.TrailingZeroCount(bad), place, residual);
        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Refuse(
        FusedJob<T> job, int block, int lane, FusedPlace<T, TManifold> place, Vector512<T> residual)
    {
        var finite = true;
        for (var i = 0; i < TManifold.AmbientDimension; i++)
            finite &= T.IsFinite(place.Frame.Points[i].GetElement(lane));
        job.Refuse(
            block * Vector512<T>.Count + lane, finite ? double.CreateTruncating(residual.GetElement(lane)) : double.NaN);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private FusedPlace<T, TManifold> Advance(
        FusedWorker<T> worker,
        FusedJob<T> job,
        int block,
        FusedPlace<T, TManifold> here,
        FusedPlace<T, TManifold> there,
        FusedBlock<T, TManifold, TEnergy> memory,
        FusedChains<T>? chains)
    {
        var first = (uint)(block * Vector512<T>.Count);
        var place = step.Run(
            here,
            there,
            memory,
            job.Steps,
            job.Noise with { Chain = job.Noise.Chain + first },
            job.Acceptance with { Chain = job.Acceptance.Chain + first },
            new OutcomeTally(worker.Counts, job.Count(block), job.Outcomes(block)),
            job.CancellationToken);
        if (chains is not null)
            place.Memory.Elements(FusedPlace<T, TManifold>.Size).CopyTo(here.Memory.Elements(FusedPlace<T, TManifold>.Size));
        return place;
    }
}
