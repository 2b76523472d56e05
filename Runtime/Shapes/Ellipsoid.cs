namespace DslManifolds.Shapes;

/// <summary>The ellipsoid x²/a² + y²/b² + z²/c² = 1 of ℝ³, of dimension 2.</summary>
[Manifold(Ambient = 3)]
public sealed partial class Ellipsoid
{
    /// <summary>a, the semi-axis along x.</summary>
    [Parameter(3)]
    public partial double SemiAxisX { get; set; }

    /// <summary>b, the semi-axis along y.</summary>
    [Parameter(2)]
    public partial double SemiAxisY { get; set; }

    /// <summary>c, the semi-axis along z.</summary>
    [Parameter(1)]
    public partial double SemiAxisZ { get; set; }

    [Constraint]
    private double Equation(double x, double y, double z)
        => Quadric.Square(x / SemiAxisX) + Quadric.Square(y / SemiAxisY) + Quadric.Square(z / SemiAxisZ) - 1;
}
