namespace DslManifolds.Benchmarks.Peers;

/// <summary>A curve in the plane, by layers as wide as matrix libraries like them.</summary>
[Manifold(Ambient = 2, Dimension = 1)]
[Mlp(128, 128, 128)]
public sealed partial class WideCurve;

/// <summary>An energy of the plane with wide layers.</summary>
[Energy(Ambient = 2)]
[Mlp(128, 128)]
public sealed partial class WideEnergy;

/// <summary>Fifty equations in ℝ¹⁰⁰.</summary>
[Manifold(Ambient = 100, Dimension = 50)]
[Mlp(128, 128, 128)]
public sealed partial class ManyEquations;

/// <summary>An energy of ℝ¹⁰⁰.</summary>
[Energy(Ambient = 100)]
[Mlp(32, 32)]
public sealed partial class ManyEnergy;
