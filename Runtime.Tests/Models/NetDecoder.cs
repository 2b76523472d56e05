using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Models;

/// <summary>A decoder of one affine layer, J its matrix.</summary>
internal sealed class NetDecoder : nn.Module, IDecoder
{
    private readonly Linear layer;

    public NetDecoder(int latent, int ambient, ScalarType type = ScalarType.Float32)
        : base(nameof(NetDecoder))
    {
        (LatentDimension, AmbientDimension) = (latent, ambient);
        layer = nn.Linear(latent, ambient, dtype: type);
        RegisterComponents();
    }

    public int LatentDimension { get; }

    public int AmbientDimension { get; }

    /// <summary>The layer's weights.</summary>
    public Parameter Weight => layer.weight!;

    /// <summary>The layer's offsets.</summary>
    public Parameter Offset => layer.bias!;

    public Tensor Decode(Tensor z) => layer.forward(z);

    public (Tensor Point, Tensor Product) DecodeAndJvp(Tensor z, Tensor v) => (Decode(z), v.mm(Weight.t()));

    public (Tensor Point, Tensor Product) DecodeAndVjp(Tensor z, Tensor w) => (Decode(z), w.mm(Weight));

    public (Tensor Point, Tensor Jacobian) DecodeAndJacobian(Tensor z) =>
        (Decode(z), Weight.unsqueeze(0).repeat(z.shape[0], 1, 1));
}
