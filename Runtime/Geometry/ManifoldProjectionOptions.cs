using DslManifolds.Solvers;

namespace DslManifolds.Geometry;

/// <summary>Settings of <see cref="ManifoldProjection"/>.</summary>
public sealed record ManifoldProjectionOptions
{
    /// <summary>The method. Default: Levenberg–Marquardt.</summary>
    public ManifoldProjectionMethod Method { get; init; } = ManifoldProjectionMethod.LevenbergMarquardt;

    /// <summary>
    /// A sample has converged when max |F| is no more than this. Default (null): 1e-5 for Float32, 1e-10 for Float64.
    /// </summary>
    public double? Tolerance { get; init; }

    /// <summary>Most iterations a sample may take. Default: 100.</summary>
    public int IterationLimit { get; init; } = 100;

    /// <summary>What computes. Default: kernels where the manifold has them and the points are on the CPU, else libtorch.</summary>
    /// <remarks>
    /// Kernels are for Levenberg–Marquardt and declared manifolds. Both backends take the same steps, within rounding.
    /// </remarks>
    public Backend Backend { get; init; } = Backend.Auto;

    /// <summary>Raises an <see cref="ArgumentOutOfRangeException"/> for a setting that makes no sense.</summary>
    public void Validate()
    {
        if (!Enum.IsDefined(Method))
            throw new ArgumentOutOfRangeException(nameof(Method), Method, "There is no such method.");
        if (!Enum.IsDefined(Backend))
            throw new ArgumentOutOfRangeException(nameof(Backend), Backend, "There is no such backend.");
        new LevenbergMarquardtOptions { Tolerance = Tolerance, IterationLimit = IterationLimit }.Validate();
    }
}
