using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Models;

/// <summary>An encoder for tests, from a function.</summary>
internal sealed class AnalyticEncoder(int ambient, int latent, Func<Tensor, Tensor> code) : IEncoder
{
    /// <summary>The angle of a point of the plane.</summary>
    public static AnalyticEncoder Angle => new(2, 1, x => x.select(1, 1).atan2(x.select(1, 0)).unsqueeze(1));

    public int AmbientDimension => ambient;

    public int LatentDimension => latent;

    public bool IsVariational => false;

    public Tensor Encode(Tensor x)
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        return code(x).MoveToOuterDisposeScope();
    }

    public (Tensor Mean, Tensor LogVariance) EncodeDistribution(Tensor x) =>
        throw new InvalidOperationException("The encoder is not variational.");
}
