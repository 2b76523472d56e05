namespace DslManifolds.Benchmarks.Crossover;

/// <summary>8 equations in ℝ¹⁶.</summary>
[Manifold(Ambient = 16, Dimension = 8)]
[Mlp(128, 128, 128)]
public sealed partial class Outputs8;

/// <summary>An energy of ℝ¹⁶.</summary>
[Energy(Ambient = 16)]
[Mlp(32, 32)]
public sealed partial class OutputsEnergy8;

/// <summary>16 equations in ℝ³².</summary>
[Manifold(Ambient = 32, Dimension = 16)]
[Mlp(128, 128, 128)]
public sealed partial class Outputs16;

/// <summary>An energy of ℝ³².</summary>
[Energy(Ambient = 32)]
[Mlp(32, 32)]
public sealed partial class OutputsEnergy16;

/// <summary>50 equations in ℝ¹⁰⁰.</summary>
[Manifold(Ambient = 100, Dimension = 50)]
[Mlp(128, 128, 128)]
public sealed partial class Outputs50;

/// <summary>An energy of ℝ¹⁰⁰.</summary>
[Energy(Ambient = 100)]
[Mlp(32, 32)]
public sealed partial class OutputsEnergy50;

/// <summary>100 equations in ℝ²⁰⁰.</summary>
[Manifold(Ambient = 200, Dimension = 100)]
[Mlp(128, 128, 128)]
public sealed partial class Outputs100;

/// <summary>An energy of ℝ²⁰⁰.</summary>
[Energy(Ambient = 200)]
[Mlp(32, 32)]
public sealed partial class OutputsEnergy100;

/// <summary>200 equations in ℝ⁴⁰⁰.</summary>
[Manifold(Ambient = 400, Dimension = 200)]
[Mlp(128, 128, 128)]
public sealed partial class Outputs200;

/// <summary>An energy of ℝ⁴⁰⁰.</summary>
[Energy(Ambient = 400)]
[Mlp(32, 32)]
public sealed partial class OutputsEnergy200;
