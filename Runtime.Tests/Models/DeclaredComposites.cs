namespace DslManifolds.Runtime.Tests.Models;

/// <summary>A surface, learned.</summary>
[Manifold(Ambient = 3, Dimension = 2)]
[Mlp(5, 4)]
public sealed partial class SurfaceNet;

/// <summary>Codimension 10: too many rows to make a Jacobian for a product with it.</summary>
[Manifold(Ambient = 12, Dimension = 2)]
[Mlp(6, Activation = Activation.Tanh)]
public sealed partial class WideNet;

/// <summary>A hypersurface beside <see cref="WideNet"/>.</summary>
[Manifold(Ambient = 12, Dimension = 11)]
[Mlp(5)]
public sealed partial class WideSurfaceNet;

/// <summary>An energy beside <see cref="SpaceEnergy"/>.</summary>
[Energy(Ambient = 3)]
[Mlp(6)]
public sealed partial class OtherSpaceEnergy;

/// <summary>The unit sphere, without parameters.</summary>
[Sphere(Ambient = 3)]
public sealed partial class UnitSphere;

/// <summary>The unit sphere about (½, 0, 0).</summary>
[Translate(typeof(UnitSphere), +0.5, 0, 0)]
public sealed partial class LeftSphere;

/// <summary>The unit sphere about (−½, 0, 0).</summary>
[Translate(typeof(UnitSphere), -0.5, 0, 0)]
public sealed partial class RightSphere;

/// <summary>Codimension 1: a plain product.</summary>
[Union(typeof(LeftSphere), typeof(RightSphere))]
public sealed partial class TwoSpheres;

/// <summary>The circle y² + z² = ¾ in the plane x = 0.</summary>
[Intersect(typeof(LeftSphere), typeof(RightSphere))]
public sealed partial class SphereRing;

/// <summary>Codimensions 1 and 2.</summary>
[Union(typeof(SurfaceNet), typeof(SineNet))]
public sealed partial class SurfaceAndCurve;

/// <summary>One type twice; four products of outputs.</summary>
[Union(typeof(SineNet), typeof(SineNet))]
public sealed partial class TwoCurves;

/// <summary>Three components, codimensions 2, 1 and 2.</summary>
[Union(typeof(SineNet), typeof(SurfaceNet), typeof(SineNet))]
public sealed partial class ThreeComponents;

/// <summary>Codimensions 1 and 2: points.</summary>
[Intersect(typeof(SurfaceNet), typeof(SineNet))]
public sealed partial class SurfaceAndCurvePoints;

/// <summary>A curve, turned.</summary>
[Rotate(typeof(SineNet), 0, 2, Degrees = 30)]
public sealed partial class TurnedCurve;

/// <summary>A curve, turned and scaled.</summary>
[Scale(typeof(TurnedCurve), 2.5)]
public sealed partial class ScaledCurve;

/// <summary>A curve, turned, scaled and moved.</summary>
[Translate(typeof(ScaledCurve), 1, -2, 0.5)]
public sealed partial class MovedCurve;

/// <summary>Four levels deep.</summary>
[Union(typeof(MovedCurve), typeof(LeftSphere))]
public sealed partial class CurveAndSphere;

/// <summary>ℝ² × ℝ³.</summary>
[Product(typeof(CircleNet), typeof(SineNet))]
public sealed partial class CircleTimesCurve;

/// <summary>Many outputs, turned.</summary>
[Rotate(typeof(WideNet), 0, 11, Degrees = 20)]
public sealed partial class TurnedWide;

/// <summary>Many outputs and one.</summary>
[Union(typeof(TurnedWide), typeof(WideSurfaceNet))]
public sealed partial class WideUnion;

/// <summary>A mixture with weights ¼ and ¾.</summary>
[Union(typeof(SpaceEnergy), typeof(OtherSpaceEnergy), Weights = [1, 3])]
public sealed partial class EnergyMixture;

/// <summary>A sum of energies.</summary>
[Intersect(typeof(SpaceEnergy), typeof(OtherSpaceEnergy))]
public sealed partial class EnergySum;

/// <summary>Energies of coordinates of their own.</summary>
[Product(typeof(PlaneEnergy), typeof(SpaceEnergy))]
public sealed partial class EnergyProduct;

/// <summary>An energy, scaled: no density is normalised.</summary>
[Scale(typeof(EnergyMixture), 0.5)]
public sealed partial class ScaledEnergy;

/// <summary>A density on the unit sphere.</summary>
[ConstrainedModel(typeof(UnitSphere), typeof(SpaceEnergy))]
public sealed partial class SphereModel;

/// <summary>A density on a learned surface.</summary>
[ConstrainedModel(typeof(SurfaceNet), typeof(OtherSpaceEnergy))]
public sealed partial class SurfaceModel;

/// <summary>A density on a sphere of radius 2.</summary>
[Scale(typeof(SphereModel), 2)]
public sealed partial class LargeSphereModel;

/// <summary>That sphere, turned by a matrix that permutes the axes.</summary>
[Rotate(typeof(LargeSphereModel), 0, 0, 1, 1, 0, 0, 0, 1, 0)]
public sealed partial class TurnedSphereModel;

/// <summary>Two densities on two spheres.</summary>
[Union(typeof(SphereModel), typeof(TurnedSphereModel), Weights = [3, 1])]
public sealed partial class SphereModels;

/// <summary>The same, not normalised against each other.</summary>
[Union(typeof(SphereModel), typeof(TurnedSphereModel), Normalized = false)]
public sealed partial class PlainSphereModels;

/// <summary>A density on a curve.</summary>
[Intersect(typeof(SphereModel), typeof(SurfaceModel))]
public sealed partial class CurveModel;

/// <summary>Two independent densities.</summary>
[Product(typeof(CircleNetModel), typeof(SphereModel))]
public sealed partial class CircleTimesSphereModel;

/// <summary>A learned surface, moved to the left.</summary>
[Translate(typeof(SurfaceNet), -0.5, 0, 0)]
public sealed partial class LeftSurface;

/// <summary>A learned surface, moved to the right.</summary>
[Translate(typeof(SurfaceNet), +0.5, 0, 0)]
public sealed partial class RightSurface;

/// <summary>Both, to be made of one learned surface.</summary>
[Union(typeof(LeftSurface), typeof(RightSurface))]
public sealed partial class TwoSurfaces;
