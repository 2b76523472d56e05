using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Models;

/// <summary>Two circles in the plane, as the zero set of F₁ F₂ with F_i = |x − c_i|² − r_i².</summary>
internal sealed class TestCirclePair(double firstCentre, double firstRadius, double secondCentre, double secondRadius)
    : AnalyticManifold(2, 1)
{
    public override Tensor Value(Tensor x)
    {
        using var scope = NewDisposeScope();
        return (Circle(x, firstCentre, firstRadius) * Circle(x, secondCentre, secondRadius)).MoveToOuterDisposeScope();
    }

    public override Tensor Jacobian(Tensor x)
    {
        using var scope = NewDisposeScope();
        var first = 2 * (x - Centre(x, firstCentre)) * Circle(x, secondCentre, secondRadius);
        var second = 2 * (x - Centre(x, secondCentre)) * Circle(x, firstCentre, firstRadius);
        return (first + second).unsqueeze(1).MoveToOuterDisposeScope();
    }

    private static Tensor Circle(Tensor x, double centre, double radius) =>
        (x - Centre(x, centre)).square().sum(1, keepdim: true) - radius * radius;

    private static Tensor Centre(Tensor x, double centre) => tensor(new[] { centre, 0.0 }, dtype: x.dtype, device: x.device);
}
