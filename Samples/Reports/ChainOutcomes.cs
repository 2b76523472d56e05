using DslManifolds.Samplers;

namespace DslManifolds.Samples.Reports;

/// <summary>The ways in which chain steps end, with names for people to read.</summary>
internal static class ChainOutcomes
{
    /// <summary>Causes of rejection, each with the share of all steps that it ended.</summary>
    public static IEnumerable<(string Name, double Share)> Rejections(LangevinCounts counts)
    {
        var total = Math.Max(1.0, counts.Total);
        return
        [
            ("not converged", counts.NotConverged / total),
            ("not finite", counts.NotFinite / total),
            ("left the box", counts.LeftBox / total),
            ("moved too far", counts.MovedTooFar / total),
            ("not reversible", counts.NotReversible / total),
            ("Metropolis", counts.MetropolisRejected / total),
        ];
    }
}
