namespace DslManifolds;

/// <summary>
/// Declares a partial class as a Stiefel manifold: the matrices X of p rows and q ≤ p columns with Xᵀ X = I, row by row as points of
/// ℝ^(pq). F is the upper triangle of Xᵀ X − I, q (q + 1) / 2 outputs.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class StiefelAttribute : Attribute
{
    /// <summary>p.</summary>
    public int Rows { get; set; }

    /// <summary>q, from 1 to p.</summary>
    public int Columns { get; set; }
}
