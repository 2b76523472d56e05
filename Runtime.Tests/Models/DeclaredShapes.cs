using DslManifolds.Shapes;

namespace DslManifolds.Runtime.Tests.Models;

/// <summary>The sphere S⁴.</summary>
[Sphere(Ambient = 5)]
public sealed partial class FourSphere;

/// <summary>Pairs of orthonormal vectors of ℝ⁵.</summary>
[Stiefel(Rows = 5, Columns = 2)]
public sealed partial class OrthonormalPairs;

/// <summary>No energy: the uniform density.</summary>
[Energy(Ambient = 3)]
public sealed partial class NoEnergy
{
    [Potential]
    private static double Zero(double x, double y, double z) => 0;
}

/// <summary>The density ∝ e^(κ z).</summary>
[Energy(Ambient = 3)]
public sealed partial class Lift
{
    /// <summary>κ.</summary>
    [Parameter(1)]
    public partial double Concentration { get; set; }

    [Potential]
    private double Height(double x, double y, double z) => -Concentration * z;
}

/// <summary>The plane z = h.</summary>
[Manifold(Ambient = 3)]
public sealed partial class LevelPlane
{
    /// <summary>h.</summary>
    [Parameter(0.5)]
    public partial double Height { get; set; }

    [Constraint]
    private double Equation(double x, double y, double z) => z - Height;
}

/// <summary>The unit circle about (1, 0, 0) in the plane y = 0: it crosses the unit sphere.</summary>
[Manifold(Ambient = 3)]
public sealed partial class UprightCircle
{
    [Constraint]
    private static (double Plane, double Radius) Equations(double x, double y, double z)
        => (y, ((x - 1) * (x - 1)) + (z * z) - 1);
}

/// <summary>The uniform density on <see cref="UprightCircle"/>.</summary>
[ConstrainedModel(typeof(UprightCircle), typeof(NoEnergy))]
public sealed partial class EvenCircle;

/// <summary>The uniform density on the unit sphere.</summary>
[ConstrainedModel(typeof(UnitSphere), typeof(NoEnergy))]
public sealed partial class EvenSphere;

/// <summary>A curve and a surface, 3 to 7.</summary>
[Union(typeof(EvenCircle), typeof(EvenSphere), Weights = [0.3, 0.7])]
public sealed partial class CircleAndSphere;

/// <summary>The unit sphere about (1, 0, 0).</summary>
[Translate(typeof(UnitSphere), 1, 0, 0)]
public sealed partial class EastSphere;

/// <summary>The unit sphere about (0, 1, 0).</summary>
[Translate(typeof(UnitSphere), 0, 1, 0)]
public sealed partial class NorthSphere;

/// <summary>The points (½, ½, ±√½).</summary>
[Intersect(typeof(UnitSphere), typeof(EastSphere), typeof(NorthSphere))]
public sealed partial class ThreeSpheres;

/// <summary>Two points with the probabilities ∝ e^(κ z).</summary>
[ConstrainedModel(typeof(ThreeSpheres), typeof(Lift))]
public sealed partial class TwoPoints;

/// <summary>Two circles about the axis of a torus.</summary>
[Intersect(typeof(Torus), typeof(LevelPlane))]
public sealed partial class TorusSlice;

/// <summary>The flat torus of ℝ⁴.</summary>
[Product(typeof(Circle), typeof(Circle))]
public sealed partial class FlatTorus;

/// <summary>An ellipsoid whose first axis has been turned by 30° towards the third coordinate.</summary>
[Rotate(typeof(Ellipsoid), 0, 2, Degrees = 30)]
public sealed partial class TurnedEllipsoid;

/// <summary>The density ∝ e^(κ z) on it.</summary>
[ConstrainedModel(typeof(TurnedEllipsoid), typeof(Lift))]
public sealed partial class LiftedEllipsoid;

/// <summary>A surface to be learned from points of a sphere.</summary>
[Manifold(Ambient = 3, Dimension = 2)]
[Mlp(8, 8, 8)]
public sealed partial class LearnedSphere;

/// <summary>What is learned and what is known.</summary>
[Intersect(typeof(LearnedSphere), typeof(LevelPlane))]
public sealed partial class LearnedRing;
