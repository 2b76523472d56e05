using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Models;

/// <summary>A product of two models.</summary>
internal sealed class TestProduct(IConstrainedModel first, IConstrainedModel second)
    : AnalyticManifold(first.AmbientDimension + second.AmbientDimension, first.CodomainDimension + second.CodomainDimension),
        IProduct, IConstrainedModel
{
    public override int Dimension => first.Dimension + second.Dimension;

    public IReadOnlyList<IManifold> Factors => [first, second];

    public override Tensor Value(Tensor x)
    {
        using var scope = NewDisposeScope();
        var (left, right) = Split(x);
        return cat([first.Value(left), second.Value(right)], 1).MoveToOuterDisposeScope();
    }

    public override Tensor Jacobian(Tensor x)
    {
        using var scope = NewDisposeScope();
        var (left, right) = Split(x);
        var result = zeros([x.shape[0], CodomainDimension, AmbientDimension], dtype: x.dtype, device: x.device);
        result[.., ..first.CodomainDimension, ..first.AmbientDimension] = first.Jacobian(left);
        result[.., first.CodomainDimension.., first.AmbientDimension..] = second.Jacobian(right);
        return result.MoveToOuterDisposeScope();
    }

    public Tensor Energy(Tensor x)
    {
        using var scope = NewDisposeScope();
        var (left, right) = Split(x);
        return (first.Energy(left) + second.Energy(right)).MoveToOuterDisposeScope();
    }

    public Tensor EnergyGradient(Tensor x)
    {
        using var scope = NewDisposeScope();
        var (left, right) = Split(x);
        return cat([first.EnergyGradient(left), second.EnergyGradient(right)], 1).MoveToOuterDisposeScope();
    }

    public (Tensor Energy, Tensor Gradient) EnergyAndGradient(Tensor x) => (Energy(x), EnergyGradient(x));

    private (Tensor Left, Tensor Right) Split(Tensor x) =>
        (x.narrow(1, 0, first.AmbientDimension), x.narrow(1, first.AmbientDimension, second.AmbientDimension));
}
