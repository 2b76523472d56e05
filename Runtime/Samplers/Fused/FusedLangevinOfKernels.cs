using System.Numerics;
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
            LaneRows.Store(place.Frame.Points, job.Rows(AmbientDimension), block, AmbientDimension);
        }
    }

    private bool Start(FusedJob<T> job, int block, FusedPlace<T, TManifold> place, Lanes<T> scratch)
    {
        LaneRows.Load(job.Rows(AmbientDimension), place.Frame.Points, block, AmbientDimension);
        var bad = ~step.Start(place, scratch, out var residual) & LaneMask.First(job.Count(block));
        if (bad == 0)
            return true;
        var lane = BitOperations.TrailingZeroCount(bad);
        var finite = true;
        for (var i = 0; i < AmbientDimension; i++)
            finite &= T.IsFinite(place.Frame.Points[i].GetElement(lane));
        job.Refuse(
            block * Vector512<T>.Count + lane, finite ? double.CreateTruncating(residual.GetElement(lane)) : double.NaN);
        return false;
    }

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
            place.Memory.Elements(PlaceSize).CopyTo(here.Memory.Elements(PlaceSize));
        return place;
    }
}
