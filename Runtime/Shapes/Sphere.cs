namespace DslManifolds.Shapes;

/// <summary>
/// The sphere x² + y² + z² = r² of ℝ³, of dimension 2. <see cref="SphereAttribute"/> declares spheres of any dimension.
/// </summary>
[Manifold(Ambient = 3)]
public sealed partial class Sphere
{
    /// <summary>r.</summary>
    [Parameter(1)]
    public partial double Radius { get; set; }

    [Constraint]
    private double Equation(double x, double y, double z) => (x * x) + (y * y) + (z * z) - (Radius * Radius);
}
