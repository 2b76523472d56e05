namespace DslManifolds.Benchmarks;

/// <summary>The circle experiment's manifold.</summary>
[Manifold(Ambient = 2, Dimension = 1)]
[Mlp(8, 8, 8)]
public sealed partial class CircleManifold;

/// <summary>The circle experiment's energy.</summary>
[Energy(Ambient = 2)]
[Mlp(32, 32)]
public sealed partial class CircleEnergy;

/// <summary>Several outputs: codimension 5 in ℝ¹⁰.</summary>
[Manifold(Ambient = 10, Dimension = 5)]
[Mlp(32, 32, 32)]
public sealed partial class WideManifold;
