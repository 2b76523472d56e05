using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Models;

/// <summary>An intersection of manifolds: their outputs, stacked.</summary>
internal sealed class TestIntersection(params IManifold[] operands)
    : AnalyticManifold(operands[0].AmbientDimension, operands.Sum(operand => operand.CodomainDimension))
{
    public override Tensor Value(Tensor x)
    {
        using var scope = NewDisposeScope();
        return cat([.. operands.Select(operand => operand.Value(x))], 1).MoveToOuterDisposeScope();
    }

    public override Tensor Jacobian(Tensor x)
    {
        using var scope = NewDisposeScope();
        return cat([.. operands.Select(operand => operand.Jacobian(x))], 1).MoveToOuterDisposeScope();
    }
}
