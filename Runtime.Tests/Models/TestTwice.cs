using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Models;

/// <summary>A manifold whose outputs all come twice, so that its Jacobian has lost rank everywhere.</summary>
internal sealed class TestTwice(IManifold once) : AnalyticManifold(once.AmbientDimension, 2 * once.CodomainDimension)
{
    public override Tensor Value(Tensor x)
    {
        using var value = once.Value(x);
        return cat([value, value], 1);
    }

    public override Tensor Jacobian(Tensor x)
    {
        using var jacobian = once.Jacobian(x);
        return cat([jacobian, jacobian], 1);
    }
}
