namespace DslManifolds.Benchmarks.Crossover;

/// <summary>A curve in the plane.</summary>
[Manifold(Ambient = 2, Dimension = 1)]
[Mlp(8, 8, 8)]
public sealed partial class Curve8;

/// <summary>An energy of the plane.</summary>
[Energy(Ambient = 2)]
[Mlp(8, 8)]
public sealed partial class CurveEnergy8;

/// <summary>A curve in the plane.</summary>
[Manifold(Ambient = 2, Dimension = 1)]
[Mlp(32, 32, 32)]
public sealed partial class Curve32;

/// <summary>An energy of the plane.</summary>
[Energy(Ambient = 2)]
[Mlp(32, 32)]
public sealed partial class CurveEnergy32;

/// <summary>Sixteen equations in ℝ³².</summary>
[Manifold(Ambient = 32, Dimension = 16)]
[Mlp(32, 32, 32)]
public sealed partial class Equations32;

/// <summary>An energy of ℝ³².</summary>
[Energy(Ambient = 32)]
[Mlp(32, 32)]
public sealed partial class EquationsEnergy32;

/// <summary>A curve in the plane.</summary>
[Manifold(Ambient = 2, Dimension = 1)]
[Mlp(128, 128, 128)]
public sealed partial class Curve128;

/// <summary>An energy of the plane.</summary>
[Energy(Ambient = 2)]
[Mlp(128, 128)]
public sealed partial class CurveEnergy128;

/// <summary>Sixteen equations in ℝ³².</summary>
[Manifold(Ambient = 32, Dimension = 16)]
[Mlp(128, 128, 128)]
public sealed partial class Equations128;

/// <summary>An energy of ℝ³².</summary>
[Energy(Ambient = 32)]
[Mlp(128, 128)]
public sealed partial class EquationsEnergy128;

/// <summary>A curve in the plane.</summary>
[Manifold(Ambient = 2, Dimension = 1)]
[Mlp(512, 512, 512)]
public sealed partial class Curve512;

/// <summary>An energy of the plane.</summary>
[Energy(Ambient = 2)]
[Mlp(512, 512)]
public sealed partial class CurveEnergy512;

/// <summary>Sixteen equations in ℝ³².</summary>
[Manifold(Ambient = 32, Dimension = 16)]
[Mlp(512, 512, 512)]
public sealed partial class Equations512;

/// <summary>An energy of ℝ³².</summary>
[Energy(Ambient = 32)]
[Mlp(512, 512)]
public sealed partial class EquationsEnergy512;

/// <summary>A curve in the plane.</summary>
[Manifold(Ambient = 2, Dimension = 1)]
[Mlp(1024, 1024, 1024)]
public sealed partial class Curve1024;

/// <summary>An energy of the plane.</summary>
[Energy(Ambient = 2)]
[Mlp(1024, 1024)]
public sealed partial class CurveEnergy1024;

/// <summary>Sixteen equations in ℝ³².</summary>
[Manifold(Ambient = 32, Dimension = 16)]
[Mlp(1024, 1024, 1024)]
public sealed partial class Equations1024;

/// <summary>An energy of ℝ³².</summary>
[Energy(Ambient = 32)]
[Mlp(1024, 1024)]
public sealed partial class EquationsEnergy1024;
