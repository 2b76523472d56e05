namespace DslManifolds.Solvers;

/// <summary>Settings of <see cref="LimitedMemoryBfgs"/>.</summary>
public sealed record LimitedMemoryBfgsOptions
{
    /// <summary>Pairs (s, y) kept for each sample. Default: 10.</summary>
    public int History { get; init; } = 10;

    /// <summary>A sample has converged when max |∇f| is no more than this. Default: 1e-8.</summary>
    public double GradientTolerance { get; init; } = 1e-8;

    /// <summary>
    /// A sample has converged when f is no more than this, for objectives whose least value is known, such as sums of squares.
    /// Default: −∞.
    /// </summary>
    public double ObjectiveTarget { get; init; } = double.NegativeInfinity;

    /// <summary>
    /// A sample stalls when an iteration lowers f by no more than this share of |f|. Default: 0, only the arithmetic decides.
    /// </summary>
    public double ObjectiveTolerance { get; init; }

    /// <summary>Most iterations (line searches) a sample may take. Default: 200.</summary>
    public int IterationLimit { get; init; } = 200;

    /// <summary>Most evaluations a sample may take. Default: 1,000.</summary>
    public int EvaluationLimit { get; init; } = 1000;

    /// <summary>Sufficient decrease c₁ of the strong Wolfe conditions. Default: 1e-4.</summary>
    public double SufficientDecrease { get; init; } = 1e-4;

    /// <summary>Curvature c₂ of the strong Wolfe conditions. Default: 0.9.</summary>
    public double Curvature { get; init; } = 0.9;

    /// <summary>Raises an <see cref="ArgumentOutOfRangeException"/> for a setting that makes no sense.</summary>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(History, 1, nameof(History));
        ArgumentOutOfRangeException.ThrowIfNegative(IterationLimit, nameof(IterationLimit));
        ArgumentOutOfRangeException.ThrowIfLessThan(EvaluationLimit, 1, nameof(EvaluationLimit));
        if (!(GradientTolerance >= 0))
            throw new ArgumentOutOfRangeException(nameof(GradientTolerance), GradientTolerance, "It must not be negative.");
        if (!(ObjectiveTolerance >= 0))
            throw new ArgumentOutOfRangeException(nameof(ObjectiveTolerance), ObjectiveTolerance, "It must not be negative.");
        if (double.IsNaN(ObjectiveTarget))
            throw new ArgumentOutOfRangeException(nameof(ObjectiveTarget), ObjectiveTarget, "It must be a number.");
        if (!(SufficientDecrease > 0 && SufficientDecrease < Curvature && Curvature < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(SufficientDecrease), SufficientDecrease, "The Wolfe constants must satisfy 0 < c1 < c2 < 1.");
        }
    }
}
