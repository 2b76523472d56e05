namespace DslManifolds.Samplers;

/// <summary>How many chain steps ended in which way; see <see cref="StepOutcome"/>.</summary>
/// <param name="Accepted">Moves made.</param>
/// <param name="NotConverged">Proposals without a point on the manifold.</param>
/// <param name="NotFinite">Proposals with a value that is not finite.</param>
/// <param name="LeftBox">Proposals outside the box.</param>
/// <param name="MovedTooFar">Proposals beyond the limit on moves.</param>
/// <param name="NotReversible">Proposals from which the step back leads elsewhere.</param>
/// <param name="MetropolisRejected">Proposals that the Metropolis correction rejected.</param>
public readonly record struct LangevinCounts(
    long Accepted, long NotConverged, long NotFinite, long LeftBox, long MovedTooFar, long NotReversible, long MetropolisRejected)
{
    /// <summary>All chain steps counted.</summary>
    public long Total => Accepted + NotConverged + NotFinite + LeftBox + MovedTooFar + NotReversible + MetropolisRejected;

    /// <summary>Share of chain steps that moved; 1 where none was made.</summary>
    public double AcceptanceRate => Total == 0 ? 1 : (double)Accepted / Total;

    /// <summary>Counts the outcomes of one step of a batch.</summary>
    public static LangevinCounts Of(ReadOnlySpan<StepOutcome> outcomes)
    {
        Span<long> counts = stackalloc long[7];
        counts.Clear();
        foreach (var outcome in outcomes)
            counts[(int)outcome]++;
        return new LangevinCounts(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6]);
    }

    /// <summary>Adds count by count.</summary>
    public static LangevinCounts operator +(LangevinCounts left, LangevinCounts right) => new(
        left.Accepted + right.Accepted,
        left.NotConverged + right.NotConverged,
        left.NotFinite + right.NotFinite,
        left.LeftBox + right.LeftBox,
        left.MovedTooFar + right.MovedTooFar,
        left.NotReversible + right.NotReversible,
        left.MetropolisRejected + right.MetropolisRejected);
}
