namespace DslManifolds.Runtime.Tests.Models;

/// <summary>Two rings, one just inside the other: from either, a long tangent step is drawn to the outer one.</summary>
[Manifold(Ambient = 2)]
public sealed partial class Rings
{
    [Constraint]
    private double Both(double x, double y) => (x * x + y * y - 1) * (x * x + y * y - 1.21);
}

/// <summary>The energy of the von Mises distribution.</summary>
[Energy(Ambient = 2)]
public sealed partial class RingTilt
{
    [Potential]
    private double Tilt(double x, double y) => -2 * x;
}
