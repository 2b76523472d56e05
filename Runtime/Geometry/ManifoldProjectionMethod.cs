namespace DslManifolds.Geometry;

/// <summary>How <see cref="ManifoldProjection"/> minimises ‖F‖².</summary>
public enum ManifoldProjectionMethod : byte
{
    /// <summary>Levenberg–Marquardt with the explicit Jacobian: quadratic rate, a few evaluations.</summary>
    LevenbergMarquardt,

    /// <summary>L-BFGS on vector-Jacobian products, as in the paper, one solve for each sample.</summary>
    LimitedMemoryBfgs,
}
