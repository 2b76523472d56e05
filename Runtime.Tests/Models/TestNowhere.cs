using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Models;

/// <summary>|x|² + 1 on ℝ³, which has no zero.</summary>
internal sealed class TestNowhere() : AnalyticManifold(3, 1)
{
    public override Tensor Value(Tensor x)
    {
        using var scope = NewDisposeScope();
        return (x.square().sum(1, keepdim: true) + 1).MoveToOuterDisposeScope();
    }

    public override Tensor Jacobian(Tensor x)
    {
        using var scope = NewDisposeScope();
        return (2 * x).unsqueeze(1).MoveToOuterDisposeScope();
    }
}
