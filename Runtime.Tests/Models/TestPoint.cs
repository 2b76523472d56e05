using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Models;

/// <summary>One point: F(x) = x − c, of codimension n.</summary>
internal sealed class TestPoint(params double[] centre) : AnalyticManifold(centre.Length, centre.Length)
{
    public override Tensor Value(Tensor x)
    {
        using var scope = NewDisposeScope();
        return (x - tensor(centre, dtype: x.dtype, device: x.device)).MoveToOuterDisposeScope();
    }

    public override Tensor Jacobian(Tensor x)
    {
        using var scope = NewDisposeScope();
        return eye(centre.Length, dtype: x.dtype, device: x.device).expand(x.shape[0], centre.Length, centre.Length).clone()
            .MoveToOuterDisposeScope();
    }
}
