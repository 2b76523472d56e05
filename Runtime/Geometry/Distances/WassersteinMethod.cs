namespace DslManifolds.Geometry;

/// <summary>How a Wasserstein distance was computed.</summary>
public enum WassersteinMethod
{
    /// <summary>W₂ itself, by optimal assignment.</summary>
    Exact,

    /// <summary>The sliced distance, a mean over random projections to lines; it is never greater than W₂.</summary>
    Sliced,
}
