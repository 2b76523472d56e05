using DslManifolds.Operators;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Models;

/// <summary>Two circles in the plane, as the zero set of F₁ F₂ with F_i = |x − c_i|² − r_i².</summary>
internal sealed class TestCirclePair(double firstCentre, double firstRadius, double secondCentre, double secondRadius)
    : AnalyticManifold(2, 1)
{
    private readonly Scalar firstSquare = firstRadius * firstRadius;
    private readonly Scalar secondSquare = secondRadius * secondRadius;

    public override Tensor Value(Tensor x)
    {
        using var scope = NewDisposeScope();
        return (Circle(x, firstCentre, firstSquare) * Circle(x, secondCentre, secondSquare)).MoveToOuterDisposeScope();
    }

    public override Tensor Jacobian(Tensor x)
    {
        using var scope = NewDisposeScope();
        var first = (x - Centre(x, firstCentre)) * Two * Circle(x, secondCentre, secondSquare);
        var second = (x - Centre(x, secondCentre)) * Two * Circle(x, firstCentre, firstSquare);
        return first.Plus(second).unsqueeze(1).MoveToOuterDisposeScope();
    }

    private static Tensor Circle(Tensor x, double centre, Scalar squaredRadius) =>
        (x - Centre(x, centre)).Squared().sum(1, keepdim: true) - squaredRadius;

    private static Tensor Centre(Tensor x, double centre) => tensor(new[] { centre, 0.0 }, dtype: x.dtype, device: x.device);
}
