using System.Numerics;
using System.Runtime.CompilerServices;

namespace DslManifolds.Samplers.Fused;

/// <summary>Counts how steps end, by cause, of the lanes that belong to the batch.</summary>
internal ref struct OutcomeTally
{
    private readonly Span<long> counts;
    private readonly Span<StepOutcome> outcomes;
    private readonly ulong counted;

    /// <summary>A tally.</summary>
    /// <param name="counts">A count for each <see cref="StepOutcome"/>, added to.</param>
    /// <param name="lanes">Number of lanes that count.</param>
    /// <param name="outcomes">The lanes' outcomes, set where a proposal is rejected; or empty.</param>
    public OutcomeTally(Span<long> counts, int lanes, Span<StepOutcome> outcomes)
    {
        this.counts = counts;
        this.outcomes = outcomes;
        counted = Kernels.LaneMask.First(lanes);
    }

    /// <summary>Counts lanes that moved.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Accept(ulong lanes) => counts[0] += BitOperations.PopCount(lanes & counted);

    /// <summary>Counts lanes that were rejected.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly void Reject(StepOutcome outcome, ulong lanes)
    {
        lanes &= counted;
        if (lanes == 0)
            return;
        counts[(int)outcome] += BitOperations.PopCount(lanes);
        for (; lanes != 0 && !outcomes.IsEmpty; lanes &= lanes - 1)
            outcomes[BitOperations.TrailingZeroCount(lanes)] = outcome;
    }
}
