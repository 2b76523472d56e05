namespace DslManifolds.Runtime.Tests.Models;

/// <summary>Codes of the plane.</summary>
[Encoder(Ambient = 2, Latent = 1)]
[Mlp(8, 8)]
public sealed partial class PlaneEncoder;

/// <summary>Distributed codes of two coordinates.</summary>
[Encoder(Ambient = 4, Latent = 2, Variational = true)]
[Mlp(9, 5, Activation = Activation.Tanh)]
public sealed partial class VariationalEncoder;

/// <summary>A curve in the plane.</summary>
[Decoder(Latent = 1, Ambient = 2)]
[Mlp(8, 8)]
public sealed partial class PlaneDecoder;

/// <summary>A surface in ℝ⁴, with another activation.</summary>
[Decoder(Latent = 2, Ambient = 4)]
[Mlp(7, 6, Activation = Activation.Tanh)]
public sealed partial class TanhDecoder;

/// <summary>One hidden layer, and one coordinate less than the space.</summary>
[Decoder(Latent = 4, Ambient = 5)]
[Mlp(6, Activation = Activation.Softplus)]
public sealed partial class SoftplusDecoder;

/// <summary>An energy on the line of codes.</summary>
[Energy(Ambient = 1)]
[Mlp(6)]
public sealed partial class CodeEnergy;

/// <summary>A pushforward model of learned parts.</summary>
[PushforwardModel(typeof(PlaneEncoder), typeof(PlaneDecoder), typeof(CodeEnergy))]
public sealed partial class PlanePushforward;
