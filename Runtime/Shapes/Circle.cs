namespace DslManifolds.Shapes;

/// <summary>The circle x² + y² = r² of the plane, of dimension 1.</summary>
[Manifold(Ambient = 2)]
public sealed partial class Circle
{
    /// <summary>r.</summary>
    [Parameter(1)]
    public partial double Radius { get; set; }

    [Constraint]
    private double Equation(double x, double y) => (x * x) + (y * y) - (Radius * Radius);
}
