using DslManifolds.Solvers;

namespace DslManifolds.Geometry;

/// <summary>Settings of <see cref="LbfgsRetraction"/>.</summary>
public sealed record LbfgsRetractionOptions
{
    /// <summary>
    /// A sample has converged when max |F(y)| is no more than this. Default (null): 1e-5 for Float32, 1e-10 for Float64.
    /// </summary>
    public double? Tolerance { get; init; }

    /// <summary>Settings of the conjugate gradients for Eq. 6.</summary>
    public ConjugateGradientsOptions ConjugateGradients { get; init; } = new();

    /// <summary>
    /// Settings of the minimisation of Eq. 9. Target and gradient tolerance are replaced: what counts is <see cref="Tolerance"/>.
    /// Default: 20 iterations and history 10 (the paper: one step of PyTorch's optimizer, which is 20 iterations).
    /// </summary>
    public LimitedMemoryBfgsOptions Minimization { get; init; } = new() { IterationLimit = 20 };

    /// <summary>Raises an <see cref="ArgumentOutOfRangeException"/> for a setting that makes no sense.</summary>
    public void Validate()
    {
        if (Tolerance is { } tolerance && !(tolerance > 0 && double.IsFinite(tolerance)))
            throw new ArgumentOutOfRangeException(nameof(Tolerance), tolerance, "The tolerance must be positive and finite.");
        ConjugateGradients.Validate();
        Minimization.Validate();
    }
}
