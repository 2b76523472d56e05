using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Models;

/// <summary>The ellipsoid Σ xᵢ² / aᵢ² = 1.</summary>
internal sealed class TestEllipsoid(params double[] axes) : AnalyticManifold(axes.Length, 1)
{
    public override Tensor Value(Tensor x)
    {
        using var scope = NewDisposeScope();
        return ((x / Axes(x)).square().sum(1, keepdim: true) - 1).MoveToOuterDisposeScope();
    }

    public override Tensor Jacobian(Tensor x)
    {
        using var scope = NewDisposeScope();
        return (2 * x / Axes(x).square()).unsqueeze(1).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The closest point, yᵢ = aᵢ² xᵢ / (aᵢ² + t), with t the root above −min aᵢ² of Σ aᵢ² xᵢ² / (aᵢ² + t)² = 1, by bisection.
    /// </summary>
    public Tensor Closest(Tensor x)
    {
        using var scope = NewDisposeScope();
        var squared = Axes(x).square();
        var low = full([x.shape[0], 1], -axes.Min() * axes.Min(), dtype: float64);
        var high = axes.Max() * x.norm(1, keepdim: true);
        for (var i = 0; i < 200; i++)
        {
            var middle = (low + high) / 2;
            var isLow = (squared * x.square() / (squared + middle).square()).sum(1, keepdim: true) > 1;
            low = middle.where(isLow, low);
            high = high.where(isLow, middle);
        }

        return (squared * x / (squared + high)).MoveToOuterDisposeScope();
    }

    private Tensor Axes(Tensor x) => tensor(axes, dtype: x.dtype, device: x.device);
}
