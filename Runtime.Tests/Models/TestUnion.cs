using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Models;

/// <summary>A union of manifolds: all products F₁ᵢ F₂ⱼ … of their outputs, the last operand's index fastest.</summary>
internal class TestUnion : AnalyticManifold, IUnion
{
    private readonly IManifold[] components;

    public TestUnion(params IManifold[] components)
        : base(components[0].AmbientDimension, components.Aggregate(1, (product, next) => product * next.CodomainDimension))
    {
        this.components = components;
    }

    public override int Dimension => components.Max(component => component.Dimension);

    public IReadOnlyList<IManifold> Components => components;

    public virtual IReadOnlyList<double> Weights => [.. components.Select(_ => 1.0 / components.Length)];

    public override Tensor Value(Tensor x)
    {
        using var scope = NewDisposeScope();
        return components.Select(component => component.Value(x)).Aggregate(Product).MoveToOuterDisposeScope();
    }

    public override Tensor Jacobian(Tensor x)
    {
        using var scope = NewDisposeScope();
        var (value, jacobian) = components[0].ValueAndJacobian(x);
        foreach (var component in components.Skip(1))
        {
            var (nextValue, nextJacobian) = component.ValueAndJacobian(x);
            jacobian = (jacobian.unsqueeze(2) * nextValue.unsqueeze(1).unsqueeze(3)
                + value.unsqueeze(2).unsqueeze(3) * nextJacobian.unsqueeze(1)).flatten(1, 2);
            value = Product(value, nextValue);
        }

        return jacobian.MoveToOuterDisposeScope();
    }

    private static Tensor Product(Tensor a, Tensor b) => (a.unsqueeze(2) * b.unsqueeze(1)).flatten(1);
}
