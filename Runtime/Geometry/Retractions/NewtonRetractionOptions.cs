namespace DslManifolds.Geometry;

/// <summary>Settings of <see cref="NewtonRetraction"/>.</summary>
public sealed record NewtonRetractionOptions
{
    /// <summary>
    /// A sample has converged when max |F(y)| is no more than this. Default (null): 1e-5 for Float32, 1e-10 for Float64.
    /// </summary>
    public double? Tolerance { get; init; }

    /// <summary>Most steps a sample may try, halved ones included. Default: 20.</summary>
    public int IterationLimit { get; init; } = 20;

    /// <summary>How often one step may be halved before its sample counts as stalled. Default: 8.</summary>
    public int HalvingLimit { get; init; } = 8;

    /// <summary>Raises an <see cref="ArgumentOutOfRangeException"/> for a setting that makes no sense.</summary>
    public void Validate()
    {
        if (Tolerance is { } tolerance && !(tolerance > 0 && double.IsFinite(tolerance)))
            throw new ArgumentOutOfRangeException(nameof(Tolerance), tolerance, "The tolerance must be positive and finite.");
        ArgumentOutOfRangeException.ThrowIfNegative(IterationLimit, nameof(IterationLimit));
        ArgumentOutOfRangeException.ThrowIfNegative(HalvingLimit, nameof(HalvingLimit));
    }
}
