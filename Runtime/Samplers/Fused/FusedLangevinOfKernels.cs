using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using DslManifolds.Geometry.Fused;
using DslManifolds.Kernels;

namespace DslManifolds.Samplers.Fused;

/// <summary>The dynamics of a retraction onto a manifold and an energy's kernel.</summary>
internal sealed class FusedLangevin<T, TRetraction, TEnergy> : FusedLangevin<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TRetraction : struct, IFusedRetraction<T, TRetraction>
    where TEnergy : struct, IEnergyKernel<T>
{
    private readonly TRetraction retraction;
    private readonly TEnergy energy;
    private readonly FusedSettings<T> settings;

    /// <summary>Dynamics of a retraction and an energy's kernel.</summary>
    public FusedLangevin(TRetraction retraction, TEnergy energy, FusedSettings<T> settings)
        : base(settings) =>
        (this.retraction, this.energy, this.settings) = (retraction, energy, settings);

    /// <inheritdoc/>
    protected override int AmbientDimension => TRetraction.AmbientDimension;

    /// <inheritdoc/>
    protected override int PlaceSize => FusedPlace<T, TRetraction>.Size;

    /// <inheritdoc/>
    protected override FusedWorker<T> CreateWorker() => new FusedWorker<T, FusedLangevinStep<T, TRetraction, TEnergy>>(
        new(retraction.ForThread(), energy, settings), FusedBlock<T, TRetraction, TEnergy>.Size);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void RunBlock(FusedWorker<T> worker, FusedJob<T> job, int block)
    {
        var memory = new FusedBlock<T, TRetraction, TEnergy>(worker.Memory);
        var here = memory.First;
        if (job.Chains is { } chains)
        {
            here = new FusedPlace<T, TRetraction>(chains.Block(block));
            if (job.Steps == 0)
                Start(worker, job, block, here, memory.Scratch);
            else
                Advance(worker, job, block, here, memory.Second, memory, chains);
        }
        else if (Start(worker, job, block, here, memory.Scratch))
        {
            var place = Advance(worker, job, block, here, memory.Second, memory, null);
            LaneTransfer.Store(
                place.Points,
                TRetraction.AmbientDimension,
                block * Vector512<T>.Count,
                job.Count(block),
                job.Rows(TRetraction.AmbientDimension));
        }
    }

    /// <inheritdoc/>
    protected override void Warm(FusedWorker<T> worker, Lanes<T> place)
    {
        var memory = new FusedBlock<T, TRetraction, TEnergy>(worker.Memory);
        var here = new FusedPlace<T, TRetraction>(place);
        ref readonly var step = ref Step(worker);
        step.Start(here, memory.Scratch, out _);
        step.Run(here, memory.Second, memory, 1, default, default, new OutcomeTally(worker.Counts, 0, []), default);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref readonly FusedLangevinStep<T, TRetraction, TEnergy> Step(FusedWorker<T> worker) =>
        ref ((FusedWorker<T, FusedLangevinStep<T, TRetraction, TEnergy>>)worker).Step;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Start(
        FusedWorker<T> worker, FusedJob<T> job, int block, FusedPlace<T, TRetraction> place, Lanes<T> scratch)
    {
        LaneTransfer.Load(
            job.Rows(TRetraction.AmbientDimension),
            TRetraction.AmbientDimension,
            block * Vector512<T>.Count,
            job.Count(block),
            place.Points);
        var bad = ~Step(worker).Start(place, scratch, out var residual) & LaneMask.First(job.Count(block));
        if (bad == 0)
            return true;
        Refuse(job, block, BitOperations.TrailingZeroCount(bad), place, residual);
        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Refuse(
        FusedJob<T> job, int block, int lane, FusedPlace<T, TRetraction> place, Vector512<T> residual)
    {
        var finite = true;
        for (var i = 0; i < TRetraction.AmbientDimension; i++)
            finite &= T.IsFinite(place.Points[i].GetElement(lane));
        job.Refuse(
            block * Vector512<T>.Count + lane, finite ? double.CreateTruncating(residual.GetElement(lane)) : double.NaN);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static FusedPlace<T, TRetraction> Advance(
        FusedWorker<T> worker,
        FusedJob<T> job,
        int block,
        FusedPlace<T, TRetraction> here,
        FusedPlace<T, TRetraction> there,
        FusedBlock<T, TRetraction, TEnergy> memory,
        FusedChains<T>? chains)
    {
        var first = (uint)(block * Vector512<T>.Count);
        var place = Step(worker).Run(
            here,
            there,
            memory,
            job.Steps,
            job.Noise with { Chain = job.Noise.Chain + first },
            job.Acceptance with { Chain = job.Acceptance.Chain + first },
            new OutcomeTally(worker.Counts, job.Count(block), job.Outcomes(block)),
            job.CancellationToken);
        if (chains is not null)
            place.Memory.Elements(FusedPlace<T, TRetraction>.Size).CopyTo(here.Memory.Elements(FusedPlace<T, TRetraction>.Size));
        return place;
    }
}
