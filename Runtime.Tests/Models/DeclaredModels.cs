namespace DslManifolds.Runtime.Tests.Models;

/// <summary>Codimension 1, the circle experiment's net.</summary>
[Manifold(Ambient = 2, Dimension = 1)]
[Mlp(8, 8, 8)]
public sealed partial class CircleNet;

/// <summary>Several outputs.</summary>
[Manifold(Ambient = 5, Dimension = 2)]
[Mlp(7, 6, Activation = Activation.Tanh)]
public sealed partial class TanhNet;

/// <summary>Dimension 0: as many outputs as coordinates.</summary>
[Manifold(Ambient = 3, Dimension = 0)]
[Mlp(5, Activation = Activation.Gelu)]
public sealed partial class GeluNet;

/// <summary>Softplus, one output.</summary>
[Manifold(Ambient = 4, Dimension = 3)]
[Mlp(6, 6, Activation = Activation.Softplus)]
public sealed partial class SoftplusNet;

/// <summary>Sine, two outputs.</summary>
[Manifold(Ambient = 3, Dimension = 1)]
[Mlp(6, 5, Activation = Activation.Sine)]
public sealed partial class SineNet;

/// <summary>The circle experiment's energy.</summary>
[Energy(Ambient = 2)]
[Mlp(32, 32)]
public sealed partial class PlaneEnergy;

/// <summary>An energy with another activation.</summary>
[Energy(Ambient = 3)]
[Mlp(9, 4, Activation = Activation.Tanh)]
public sealed partial class SpaceEnergy;

/// <summary>A model of both.</summary>
[ConstrainedModel(typeof(CircleNet), typeof(PlaneEnergy))]
public sealed partial class CircleNetModel;

/// <summary>The same net as <see cref="CircleNet"/>, but another type.</summary>
[Manifold(Ambient = 2, Dimension = 1)]
[Mlp(8, 8, 8)]
public sealed partial class CircleNetTwin;
