namespace DslManifolds.Runtime.Tests.Models;

/// <summary>A sphere of any centre and radius.</summary>
[Manifold(Ambient = 3)]
public sealed partial class FreeSphere
{
    /// <summary>First coordinate of the centre.</summary>
    [Parameter(0)]
    public partial double CentreX { get; set; }

    /// <summary>Second coordinate of the centre.</summary>
    [Parameter(0)]
    public partial double CentreY { get; set; }

    /// <summary>Third coordinate of the centre.</summary>
    [Parameter(0)]
    public partial double CentreZ { get; set; }

    /// <summary>The radius.</summary>
    [Parameter(1)]
    public partial double Radius { get; set; }

    [Constraint]
    private double Distance(double x, double y, double z)
        => Math.Sqrt(Square(x - CentreX) + Square(y - CentreY) + Square(z - CentreZ)) - Radius;

    private static double Square(double x) => x * x;
}

/// <summary>A learned surface cut by a plane whose height can be trained.</summary>
[Manifold(Ambient = 3, Dimension = 1)]
[Mlp(6, 6)]
public sealed partial class CutSurface
{
    /// <summary>Height of the plane.</summary>
    [Parameter(0.25)]
    public partial float Height { get; set; }

    [Constraint]
    private double Plane(double x, double y, double z) => z - Height;
}

/// <summary>Two coordinate planes: constraints without any arithmetic.</summary>
[Manifold(Ambient = 3)]
public sealed partial class Axis
{
    [Constraint]
    private static double First(double x, double y, double z) => x;

    [Constraint]
    private static double Third(double x, double y, double z) => z;
}

/// <summary>A sphere in ℝ⁵.</summary>
[Sphere(Ambient = 5, Radius = 0.5)]
public sealed partial class SmallSphere;

/// <summary>Frames of two vectors in ℝ³.</summary>
[Stiefel(Rows = 3, Columns = 2)]
public sealed partial class Frames;

/// <summary>A double well.</summary>
[Energy(Ambient = 2)]
public sealed partial class DoubleWell
{
    /// <summary>Curvature across the wells.</summary>
    [Parameter(2)]
    public partial double Stiffness { get; set; }

    [Potential]
    private double Height(double x, double y) => Math.Pow(x * x - 1, 2) / 4 + Stiffness * y * y;
}
