using DslManifolds.Geometry;
using DslManifolds.Operators;
using DslManifolds.Runtime.Tests.Models;
using TorchSharp;
using static DslManifolds.Runtime.Tests.Operators.Differences;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Operators;

/// <summary>Composites as samplers and quadrature see them: components, factors, sources and their maps, normalisation.</summary>
public sealed class CompositeViewTests
{
    [Fact]
    public void AUnionTellsItsComponentsAndWeights()
    {
        using var union = new TwoCurves(0);
        Assert.Equal([union.SineNet1, union.SineNet2], ((IUnion)union).Components);
        Assert.Equal([0.5, 0.5], union.Weights);

        using var models = new SphereModels(0);
        Assert.Equal([models.SphereModel, models.TurnedSphereModel], ((IUnion)models).Components);
        Assert.Equal([0.75, 0.25], models.Weights);
        Assert.Same(models.Normalization, ((INormalizedUnion)models).Normalization);

        using var plain = new PlainSphereModels(0);
        Assert.Equal(2, Assert.IsAssignableFrom<IUnion>(plain).Components.Count);
        Assert.IsNotAssignableFrom<INormalizedUnion>(plain);
    }

    [Fact]
    public void AProductTellsItsFactorsAndAModelItsParts()
    {
        using var product = new CircleTimesSphereModel(0);
        Assert.Equal([product.CircleNetModel, product.SphereModel], ((IProduct)product).Factors);
        IPairedModel pair = product.SphereModel;
        Assert.Same(product.SphereModel.UnitSphere, pair.ManifoldPart);
        Assert.Same(product.SphereModel.SpaceEnergy, pair.EnergyPart);
    }

    [Theory]
    [InlineData(nameof(TurnedCurve))]
    [InlineData(nameof(ScaledCurve))]
    [InlineData(nameof(MovedCurve))]
    [InlineData(nameof(TurnedSphereModel))]
    public void ATransformMapsItsSource(string name)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        ITransformed transformed = name switch
        {
            nameof(TurnedCurve) => new TurnedCurve(1, float64),
            nameof(ScaledCurve) => new ScaledCurve(1, float64),
            nameof(MovedCurve) => new MovedCurve(1, float64),
            _ => new TurnedSphereModel(1, float64),
        };
        var y = randn(6, 3, dtype: float64);
        var x = transformed.Map(y);
        AssertNear(y, transformed.MapBack(x));
        AssertNear(transformed.Source.Value(y), transformed.Value(x));
        Assert.False(x.allclose(y));
        Assert.Equal("x", Assert.Throws<ArgumentException>(() => transformed.MapBack(y[.., 1..])).ParamName);
        Assert.Equal("y", Assert.Throws<ArgumentException>(() => transformed.Map(y[.., 1..])).ParamName);
    }

    [Fact]
    public void ARotationTurnsTheFirstAxisTowardsTheSecond()
    {
        using var scope = NewDisposeScope();
        var turned = new TurnedCurve(0, float64);
        AssertNear(tensor(new[,] { { Math.Sqrt(0.75), 0, 0.5 } }), turned.Map(tensor(new[,] { { 1.0, 0, 0 } })), 1e-15);
    }

    [Fact]
    public void TheScaledDensityIntegratesToTheSame()
    {
        using var sphere = new SphereModel(1, float64);
        using var large = new LargeSphereModel(sphere);
        var options = new NormalizingConstantOptions { ElementType = float64 };
        var expected = NormalizingConstant.Log(sphere, Box.Cube(3, 1.5), options);
        // As a pair of a manifold and an energy, so that it is integrated itself and not its source.
        var actual = NormalizingConstant.Log(new PairedModel(large, large), Box.Cube(3, 3), options);
        Assert.Equal(expected, actual, 1e-9);
    }

    [Fact]
    public void ComponentsAreNormalisedAgainstEachOther()
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var models = new SphereModels(1, float64);
        var x = tensor(new[,] { { 1.0, 0, 0 }, { 0, 0, 2 } });
        Assert.Throws<InvalidOperationException>(() => models.Energy(x));
        // The gradient needs no constants.
        models.EnergyGradient(x).Dispose();

        NormalizingConstant.Normalize(models, Box.Cube(3, 2.5), new NormalizingConstantOptions { ElementType = float64 });
        var constants = models.Normalization.LogNormalizers;
        AssertNear(
            cat([
                models.SphereModel.Energy(x[..1]) + (constants[0] - Math.Log(0.75)),
                models.TurnedSphereModel.Energy(x[1..]) + (constants[1] - Math.Log(0.25)),
            ]),
            models.Energy(x));
    }
}
