using System.Numerics;
using System.Runtime.CompilerServices;
using DslManifolds.Geometry;
using DslManifolds.Kernels;
using static TorchSharp.torch;

namespace DslManifolds.Samplers.Fused;

/// <summary>
/// Constrained Langevin dynamics by kernels: chains of a manifold and an energy whose tensors' addresses have been read. No
/// tensor is made, and nothing is allocated for a step.
/// </summary>
/// <remarks>
/// The modules must be kept alive, and stay where they are, for as long as this is used; what an optimizer writes into their
/// tensors is read at once. An instance serves one call at a time, which may itself use several threads: each runs the chains of
/// a block of lanes through all their steps before it takes another block. Blocks know nothing of one another, so neither points
/// nor counts depend on how they are shared out.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal abstract class FusedLangevin<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Below so many steps of blocks, a few hundred microseconds, waking another thread costs more than it gains.
    private const long LeastWork = 128;
    private const int SharesPerThread = 64;

    private readonly List<FusedWorker<T>> workers = [];
    private readonly FusedJob<T> job = new();
    private readonly int? threads;
    private readonly double startTolerance;

    /// <summary>Dynamics.</summary>
    /// <param name="settings">Settings.</param>
    protected FusedLangevin(FusedSettings<T> settings) =>
        (threads, startTolerance) = (settings.Threads, double.CreateTruncating(settings.StartTolerance));

    /// <summary>Ambient dimension n.</summary>
    protected abstract int AmbientDimension { get; }

    /// <summary>Vectors that a block of chains keeps from step to step.</summary>
    protected abstract int PlaceSize { get; }

    /// <summary>Reads the addresses of the parameters.</summary>
    /// <param name="manifold">An <see cref="IManifoldKernelSource"/>, or ℝⁿ.</param>
    /// <param name="energy">An <see cref="IEnergyKernelSource"/>.</param>
    /// <param name="options">Settings; the retraction must be one that <see cref="FusedSupport"/> knows.</param>
    /// <exception cref="ArgumentException">The parameters are not on the CPU or not of the element type T.</exception>
    public static FusedLangevin<T> Bind(IManifold manifold, IEnergy energy, ConstrainedLangevinOptions options) =>
        manifold is EuclideanSpace
            ? ((IEnergyKernelSource)energy).UseEnergyKernel(
                new EuclideanBinding<T>(new FusedSettings<T>(options, manifold.Dimension)))
            : ((IManifoldKernelSource)manifold).UseManifoldKernel(new ManifoldBinding<T>(manifold, energy, options));

    /// <summary>Runs chains from points of the manifold to where they end, in place.</summary>
    /// <param name="rows">Points, row-major, one row of n numbers for each chain.</param>
    /// <param name="steps">Steps of each chain.</param>
    /// <param name="key">Names the first step's random numbers and the first row's chain; later steps count up.</param>
    /// <param name="cancellationToken">Stops between steps; the rows are then somewhere on the way.</param>
    /// <returns>The outcomes of all steps of all chains, counted.</returns>
    /// <exception cref="ArgumentException">
    /// A row is not finite, or off the manifold by more than <see cref="ConstrainedLangevinOptions.StartTolerance"/>.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public unsafe LangevinCounts Run(Span<T> rows, int steps, RandomKey key, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        var count = RowCount(rows.Length);
        RequireChains(key, count);
        fixed (T* first = rows)
        {
            job.Begin(first, null, null, count, steps);
            (job.Noise, job.Acceptance) = (LangevinKeys.Noise(key), LangevinKeys.Acceptance(key));
            job.CancellationToken = cancellationToken;
            return Execute();
        }
    }

    /// <summary>Puts chains on points of the manifold.</summary>
    /// <inheritdoc cref="Run" path="/param[@name='rows']|/exception[@cref='ArgumentException']"/>
    public unsafe FusedChains<T> Start(ReadOnlySpan<T> rows)
    {
        var chains = new FusedChains<T>(RowCount(rows.Length), AmbientDimension, PlaceSize);
        try
        {
            fixed (T* first = rows)
            {
                job.Begin(first, chains, null, chains.Chains, 0);
                Execute();
            }

            return chains;
        }
        catch
        {
            chains.Dispose();
            throw;
        }
    }

    /// <summary>One step of every chain, in place.</summary>
    /// <param name="chains">Where the chains are, as <see cref="Start"/> made them with the same settings.</param>
    /// <param name="key">Names the step's random numbers and the first chain.</param>
    /// <param name="outcomes">Filled with how the step ended for each chain.</param>
    public unsafe LangevinCounts Step(FusedChains<T> chains, RandomKey key, Span<StepOutcome> outcomes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(outcomes.Length, chains.Chains);
        RequireChains(key, chains.Chains);
        outcomes.Clear();
        fixed (StepOutcome* first = outcomes)
        {
            job.Begin(null, chains, first, chains.Chains, 1);
            (job.Noise, job.Acceptance) = (LangevinKeys.Noise(key), LangevinKeys.Acceptance(key));
            return Execute();
        }
    }

    /// <summary>
    /// Has everything compiled that <see cref="Run"/> needs, by a step that nobody sees: tens of milliseconds, which may pass on
    /// another thread while a manifold is still being trained.
    /// </summary>
    public void Warm()
    {
        using var chains = new FusedChains<T>(1, AmbientDimension, PlaceSize);
        using var worker = CreateWorker();
        Warm(worker, chains.Block(0));
    }

    /// <summary>Frees the working memory.</summary>
    public void Dispose()
    {
        foreach (var worker in workers)
            worker.Dispose();
        workers.Clear();
    }

    /// <summary>Makes what another thread needs.</summary>
    protected abstract FusedWorker<T> CreateWorker();

    /// <summary>Takes a step from zero.</summary>
    protected abstract void Warm(FusedWorker<T> worker, Lanes<T> place);

    /// <summary>Runs a block's chains.</summary>
    protected abstract void RunBlock(FusedWorker<T> worker, FusedJob<T> job, int block);

    private LangevinCounts Execute()
    {
        var count = ThreadCount(job);
        while (workers.Count < count)
            workers.Add(CreateWorker());
        if (count == 1)
            Work(workers[0], job, Math.Max(job.Blocks, 1));
        else
            WorkTogether(job, count);
        if (job.RefusedRow != int.MaxValue)
            throw OnManifold.Refusal(job.RefusedRow, job.RefusedResidual, "x", startTolerance);
        job.CancellationToken.ThrowIfCancellationRequested();
        var total = default(LangevinCounts);
        for (var i = 0; i < count; i++)
            total += workers[i].Total;
        return total;
    }

    private void WorkTogether(FusedJob<T> job, int count)
    {
        var share = Math.Max(1, job.Blocks / (count * SharesPerThread));
        Parallel.For(0, count, i => Work(workers[i], job, share));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Work(FusedWorker<T> worker, FusedJob<T> job, int share)
    {
        worker.Counts.Clear();
        for (var (from, to) = job.Take(share); from < to; (from, to) = job.Take(share))
        {
            for (var block = from; block < to && !job.CancellationToken.IsCancellationRequested; block++)
            {
                if (!job.IsFutile(block))
                    RunBlock(worker, job, block);
            }
        }
    }

    private int ThreadCount(FusedJob<T> job) =>
        job.Blocks < 2 || (long)job.Blocks * Math.Max(job.Steps, 1) < LeastWork
            ? 1
            : Math.Min(job.Blocks, threads ?? get_num_threads());

    private int RowCount(int length)
    {
        if (length % AmbientDimension != 0)
            throw new ArgumentException($"{length} numbers are no whole rows of {AmbientDimension}.", nameof(length));
        return length / AmbientDimension;
    }

    private static void RequireChains(RandomKey key, int count)
    {
        if (key.Chain + (long)count - 1 > uint.MaxValue)
        {
            throw new ArgumentException(
                $"Chains {key.Chain} to {key.Chain + (long)count - 1} pass the last one, {uint.MaxValue}.", nameof(key));
        }
    }
}
