namespace DslManifolds.Solvers;

/// <summary>Settings of <see cref="LevenbergMarquardt"/>.</summary>
public sealed record LevenbergMarquardtOptions
{
    /// <summary>
    /// A sample has converged when max |F| is no more than this. Default (null): 1e-5 for Float32, 1e-10 for Float64.
    /// </summary>
    public double? Tolerance { get; init; }

    /// <summary>Most steps a sample may try, rejected ones included. Default: 100.</summary>
    public int IterationLimit { get; init; } = 100;

    /// <summary>First damping, as a share of the largest diagonal entry of J Jᵀ. Default: 1e-3.</summary>
    public double InitialDamping { get; init; } = 1e-3;

    /// <summary>Raises an <see cref="ArgumentOutOfRangeException"/> for a setting that makes no sense.</summary>
    public void Validate()
    {
        if (Tolerance is { } tolerance && !(tolerance > 0 && double.IsFinite(tolerance)))
            throw new ArgumentOutOfRangeException(nameof(Tolerance), tolerance, "The tolerance must be positive and finite.");
        ArgumentOutOfRangeException.ThrowIfNegative(IterationLimit, nameof(IterationLimit));
        if (!(InitialDamping > 0 && double.IsFinite(InitialDamping)))
            throw new ArgumentOutOfRangeException(nameof(InitialDamping), InitialDamping, "It must be positive and finite.");
    }
}
