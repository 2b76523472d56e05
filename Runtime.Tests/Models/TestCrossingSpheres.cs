using DslManifolds.Operators;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Models;

/// <summary>The circle where the unit spheres centred at (±offset, 0, 0) meet: codimension 2.</summary>
internal sealed class TestCrossingSpheres(double offset) : AnalyticManifold(3, 2)
{
    private static readonly Scalar One = 1.0;

    public override Tensor Value(Tensor x)
    {
        using var scope = NewDisposeScope();
        return (FromCenters(x).Squared().sum(2) - One).MoveToOuterDisposeScope();
    }

    public override Tensor Jacobian(Tensor x)
    {
        using var scope = NewDisposeScope();
        return (FromCenters(x) * Two).MoveToOuterDisposeScope();
    }

    // (batch, 2, 3).
    private Tensor FromCenters(Tensor x) =>
        x.unsqueeze(1) - tensor(new[] { -offset, 0, 0, offset, 0, 0 }, [2, 3], dtype: x.dtype, device: x.device);
}
