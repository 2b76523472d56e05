using DslManifolds.Geometry;

namespace DslManifolds.Samples.Experiments;

/// <summary>Numbers on a learned density where the true one is known.</summary>
internal static class DensityMetrics
{
    /// <summary>Sets <c>density.tv</c>, <c>density.kl</c> and <c>density.lost_mass</c>.</summary>
    public static void Add(RunContext context, DensityComparison comparison)
    {
        context.Metrics.Set("density.tv", comparison.TotalVariation);
        context.Metrics.Set("density.kl", comparison.KullbackLeibler);
        context.Metrics.Set("density.lost_mass", comparison.LostMass);
    }
}
