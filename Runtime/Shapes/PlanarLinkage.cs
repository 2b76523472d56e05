namespace DslManifolds.Shapes;

/// <summary>
/// The four-bar linkage of the plane: bars of lengths a, b, c join the pivot (0, 0), the joints (x₁, y₁) and (x₂, y₂), and the
/// pivot (d, 0). A point of ℝ⁴ is a pair of joints; the configurations are a manifold of dimension 1.
/// </summary>
/// <remarks>
/// At lengths for which all bars can lie on one line (the sum or difference of some equals that of the others) the Jacobian loses
/// rank there, and the set is no manifold at that configuration. At the lengths of the start the crank turns all the way round
/// (the shortest and the longest bar together are shorter than the other two: Grashof's condition), in two assembly modes:
/// components that are mirror images, told apart by the side of the line from the first joint to the second pivot that the
/// second joint is on.
/// </remarks>
[Manifold(Ambient = 4)]
public sealed partial class PlanarLinkage
{
    /// <summary>a, from the first pivot to the first joint.</summary>
    [Parameter(1)]
    public partial double Crank { get; set; }

    /// <summary>b, between the joints.</summary>
    [Parameter(3)]
    public partial double Coupler { get; set; }

    /// <summary>c, from the second joint to the second pivot.</summary>
    [Parameter(2.5)]
    public partial double Rocker { get; set; }

    /// <summary>d, between the pivots.</summary>
    [Parameter(2)]
    public partial double Ground { get; set; }

    [Constraint]
    private (double Crank, double Coupler, double Rocker) Bars(double x1, double y1, double x2, double y2) => (
        Excess(x1, y1, Crank),
        Excess(x2 - x1, y2 - y1, Coupler),
        Excess(x2 - Ground, y2, Rocker));

    /// <summary>Squared length of a bar beyond what it should be.</summary>
    private static double Excess(double x, double y, double length) => (x * x) + (y * y) - (length * length);
}
