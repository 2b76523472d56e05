namespace DslManifolds.Solvers;

/// <summary>Settings of <see cref="ConjugateGradients"/>.</summary>
public sealed record ConjugateGradientsOptions
{
    /// <summary>
    /// A sample has converged when ‖b − A x‖ ≤ RelativeTolerance · ‖b‖. Default (null): 1e-6 for Float32, 1e-12 for Float64.
    /// </summary>
    public double? RelativeTolerance { get; init; }

    /// <summary>
    /// Most iterations a sample may take. Default (null): 2 k + 2 for k unknowns; k suffice in exact arithmetic, rounding may ask
    /// for more.
    /// </summary>
    public int? IterationLimit { get; init; }

    /// <summary>Raises an <see cref="ArgumentOutOfRangeException"/> for a setting that makes no sense.</summary>
    public void Validate()
    {
        if (RelativeTolerance is { } tolerance && !(tolerance >= 0 && tolerance < 1))
            throw new ArgumentOutOfRangeException(nameof(RelativeTolerance), tolerance, "The tolerance must lie in [0, 1).");
        if (IterationLimit is { } limit)
            ArgumentOutOfRangeException.ThrowIfNegative(limit, nameof(IterationLimit));
    }
}
