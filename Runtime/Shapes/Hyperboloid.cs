namespace DslManifolds.Shapes;

/// <summary>The hyperboloid of one sheet, x²/a² + y²/b² − z²/c² = 1, of ℝ³, of dimension 2. It is not bounded.</summary>
[Manifold(Ambient = 3)]
public sealed partial class Hyperboloid
{
    /// <summary>a, the semi-axis of the waist along x.</summary>
    [Parameter(1)]
    public partial double WaistX { get; set; }

    /// <summary>b, the semi-axis of the waist along y.</summary>
    [Parameter(1)]
    public partial double WaistY { get; set; }

    /// <summary>c: the surface opens by the slopes a/c and b/c.</summary>
    [Parameter(1)]
    public partial double Pitch { get; set; }

    [Constraint]
    private double Equation(double x, double y, double z)
        => Quadric.Square(x / WaistX) + Quadric.Square(y / WaistY) - Quadric.Square(z / Pitch) - 1;
}
