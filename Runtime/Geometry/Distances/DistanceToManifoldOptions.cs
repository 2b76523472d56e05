namespace DslManifolds.Geometry;

/// <summary>Settings of <see cref="DistanceToManifold"/>.</summary>
public sealed record DistanceToManifoldOptions
{
    /// <summary>Tolerance on max |F| at the closest point. Default (null): 1e-5 for Float32, 1e-10 for Float64.</summary>
    public double? ConstraintTolerance { get; init; }

    /// <summary>
    /// A sample has converged when the part of x − y tangent to M at y is no longer than this times 1 + |x − y|. The error of the
    /// distance is of second order in it. Default (null): 1e-4 for Float32, 1e-8 for Float64.
    /// </summary>
    public double? TangentTolerance { get; init; }

    /// <summary>Most steps along the manifold a sample may try, rejected ones included. Default: 100.</summary>
    public int IterationLimit { get; init; } = 100;

    /// <summary>Raises an <see cref="ArgumentOutOfRangeException"/> for a setting that makes no sense.</summary>
    public void Validate()
    {
        new NewtonRetractionOptions { Tolerance = ConstraintTolerance }.Validate();
        if (TangentTolerance is { } tolerance && !(tolerance > 0 && double.IsFinite(tolerance)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(TangentTolerance), tolerance, "The tolerance must be positive and finite.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(IterationLimit, nameof(IterationLimit));
    }
}
