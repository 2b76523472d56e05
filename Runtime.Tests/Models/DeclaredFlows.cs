namespace DslManifolds.Runtime.Tests.Models;

/// <summary>A flow of the plane, whose halves have a coordinate each.</summary>
[Manifold(Ambient = 2, Dimension = 1)]
[CouplingFlow(8, 8)]
public sealed partial class PlaneFlow;

/// <summary>Halves of one and of two coordinates, one of which is an output.</summary>
[Manifold(Ambient = 3, Dimension = 2)]
[CouplingFlow(7, Couplings = 2, MaxLogScale = 1.5)]
public sealed partial class SurfaceFlow;

/// <summary>Outputs out of both halves, an odd number of couplings.</summary>
[Manifold(Ambient = 3, Dimension = 1)]
[CouplingFlow(6, 5, Couplings = 3, Activation = Activation.Tanh)]
public sealed partial class CurveFlow;

/// <summary>All of a flow: a diffeomorphism of ℝ⁵.</summary>
[Manifold(Ambient = 5, Dimension = 0)]
[CouplingFlow(6, Couplings = 4, MaxLogScale = 1)]
public sealed partial class WholeFlow;

/// <summary>A flow beside a constraint.</summary>
[Manifold(Ambient = 3, Dimension = 1)]
[CouplingFlow(4)]
public sealed partial class CutFlow
{
    [Constraint]
    private static double Paraboloid(double x, double y, double z) => z - (x * x) - (y * y);
}
