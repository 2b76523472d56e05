namespace DslManifolds.Shapes;

/// <summary>
/// The torus (√(x² + y²) − R)² + z² = r² of ℝ³, of dimension 2: the points at distance r from the circle of radius R in the plane
/// z = 0. For 0 &lt; r &lt; R it does not meet itself.
/// </summary>
/// <remarks>
/// A Möbius strip or a Klein bottle cannot stand beside it, in a space of any dimension. Where J has full rank on M = F⁻¹(0),
/// its rows are k independent normal fields along all of M, so the normal bundle is trivial; together with an orientation of ℝⁿ
/// they orient every tangent space, so M is orientable, which those are not. Whatever F has one of them as its zero set loses
/// rank on it.
/// </remarks>
[Manifold(Ambient = 3)]
public sealed partial class Torus
{
    /// <summary>R.</summary>
    [Parameter(3)]
    public partial double Major { get; set; }

    /// <summary>r.</summary>
    [Parameter(1)]
    public partial double Minor { get; set; }

    [Constraint]
    private double Tube(double x, double y, double z)
    {
        var ring = Math.Sqrt((x * x) + (y * y)) - Major;
        return (ring * ring) + (z * z) - (Minor * Minor);
    }
}
