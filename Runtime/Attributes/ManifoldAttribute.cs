namespace DslManifolds;

/// <summary>
/// Declares a partial class as a manifold M = F⁻¹(0), the zero set of a manifold-defining function F: ℝⁿ → ℝᵏ.
/// The generator writes F, its Jacobian products and the module that holds its parameters.
/// </summary>
/// <remarks>
/// F comes from methods with <see cref="ConstraintAttribute"/>, one output for each number that they return, or from an
/// <see cref="MlpAttribute"/> or a <see cref="CouplingFlowAttribute"/> on the same class, which has the outputs that are missing to n − m;
/// or from constraints and layers, stacked.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ManifoldAttribute : Attribute
{
    /// <summary>Ambient dimension n: the length of a point. At least 1.</summary>
    public int Ambient { get; set; }

    /// <summary>
    /// Intrinsic dimension m of the manifold, 0 ≤ m &lt; n. Without layers it follows from the constraints and need not be stated.
    /// </summary>
    public int Dimension { get; set; }
}
