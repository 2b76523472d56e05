namespace DslManifolds.Benchmarks;

/// <summary>Several outputs: codimension 5 in ℝ¹⁰.</summary>
[Manifold(Ambient = 10, Dimension = 5)]
[Mlp(32, 32, 32)]
public sealed partial class WideManifold;
