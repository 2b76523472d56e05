using System.Numerics;
using System.Runtime.Intrinsics;
using DslManifolds.Kernels;

namespace DslManifolds.Samplers.Fused;

/// <summary>
/// What all threads of one call do: rows that run where they lie, or chains that are kept from step to step. It is set up anew for each
/// call, so that calls allocate nothing.
/// </summary>
internal sealed unsafe class FusedJob<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Lock refusal = new();
    private T* rows;
    private StepOutcome* outcomes;
    private int count;
    private int next;

    /// <summary>The chains that are kept; null where rows run where they lie.</summary>
    public FusedChains<T>? Chains { get; private set; }

    /// <summary>Number of blocks.</summary>
    public int Blocks { get; private set; }

    /// <summary>Steps of each chain.</summary>
    public int Steps { get; private set; }

    /// <summary>Names the noise of the first step and of chain 0.</summary>
    public RandomKey Noise { get; set; }

    /// <summary>Names the uniforms of the first step and of chain 0.</summary>
    public RandomKey Acceptance { get; set; }

    /// <summary>Stops between steps.</summary>
    public CancellationToken CancellationToken { get; set; }

    /// <summary>The first row that is no point of the manifold; the largest number where all are.</summary>
    public int RefusedRow { get; private set; } = int.MaxValue;

    /// <summary>max |F| there; NaN where the row is not finite.</summary>
    public double RefusedResidual { get; private set; }

    /// <summary>Sets up a call.</summary>
    /// <param name="rows">Address of the points, row-major; or null.</param>
    /// <param name="chains">The chains that are kept; null where rows run where they lie.</param>
    /// <param name="outcomes">Address of an outcome for each chain; or null.</param>
    /// <param name="count">Number of chains.</param>
    /// <param name="steps">Steps of each chain.</param>
    public void Begin(T* rows, FusedChains<T>? chains, StepOutcome* outcomes, int count, int steps)
    {
        this.rows = rows;
        this.outcomes = outcomes;
        (Chains, this.count, Steps) = (chains, count, steps);
        Blocks = LaneRows.Blocks<T>(count);
        (Noise, Acceptance, CancellationToken) = (default, default, default);
        (RefusedRow, RefusedResidual, next) = (int.MaxValue, 0, 0);
    }

    /// <summary>Number of chains of a block.</summary>
    public int Count(int block) => LaneRows.Count<T>(count, block);

    /// <summary>The points.</summary>
    public Span<T> Rows(int columns) => new(rows, count * columns);

    /// <summary>Where the outcomes of a block's chains go; empty where nobody asks.</summary>
    public Span<StepOutcome> Outcomes(int block) =>
        outcomes is null ? [] : new(outcomes + block * Vector512<T>.Count, Count(block));

    /// <summary>Hands out some blocks, in order.</summary>
    /// <param name="most">At most so many.</param>
    /// <returns>The first one, and the one behind the last; alike when all have been handed out.</returns>
    public (int From, int To) Take(int most)
    {
        var to = Interlocked.Add(ref next, most);
        return (Math.Min(to - most, Blocks), Math.Min(to, Blocks));
    }

    /// <summary>Whether a block before this one has a row that is no point of the manifold, so that this one need not run.</summary>
    public bool IsFutile(int block) => RefusedRow / Vector512<T>.Count < block;

    /// <summary>Notes a row that is no point of the manifold.</summary>
    public void Refuse(int row, double residual)
    {
        lock (refusal)
        {
            if (row < RefusedRow)
                (RefusedRow, RefusedResidual) = (row, residual);
        }
    }
}
