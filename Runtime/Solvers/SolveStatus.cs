namespace DslManifolds.Solvers;

/// <summary>How a solve ended for one sample of a batch.</summary>
public enum SolveStatus : byte
{
    /// <summary>The residual reached the tolerance.</summary>
    Converged,

    /// <summary>The iteration limit came first. Raise the limit, or start closer.</summary>
    IterationLimit,

    /// <summary>No step lowered the objective any further: a stationary point, or the limit of the arithmetic.</summary>
    Stalled,

    /// <summary>A value, a gradient or a step was not finite, or the objective falls without bound.</summary>
    NotFinite,
}
