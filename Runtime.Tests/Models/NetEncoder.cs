using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Models;

/// <summary>An encoder of one affine layer: its outputs are the code, or mean and logarithmic variance of one.</summary>
internal sealed class NetEncoder : nn.Module, IEncoder
{
    private readonly Linear layer;

    public NetEncoder(int ambient, int latent, bool variational, ScalarType type = ScalarType.Float32)
        : base(nameof(NetEncoder))
    {
        (AmbientDimension, LatentDimension, IsVariational) = (ambient, latent, variational);
        layer = nn.Linear(ambient, variational ? 2 * latent : latent, dtype: type);
        RegisterComponents();
    }

    public int AmbientDimension { get; }

    public int LatentDimension { get; }

    public bool IsVariational { get; }

    /// <summary>The layer's weights.</summary>
    public Parameter Weight => layer.weight!;

    /// <summary>The layer's offsets.</summary>
    public Parameter Offset => layer.bias!;

    public Tensor Encode(Tensor x)
    {
        using var all = layer.forward(x);
        return all.narrow(1, 0, LatentDimension).clone();
    }

    public (Tensor Mean, Tensor LogVariance) EncodeDistribution(Tensor x)
    {
        using var all = layer.forward(x);
        return (all.narrow(1, 0, LatentDimension).clone(), all.narrow(1, LatentDimension, LatentDimension).clone());
    }
}
