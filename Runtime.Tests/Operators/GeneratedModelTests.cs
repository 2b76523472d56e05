using DslManifolds.Runtime.Tests.Models;
using TorchSharp;
using static DslManifolds.Runtime.Tests.Operators.Differences;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Operators;

/// <summary>What a generated constrained model adds to its parts: operands, their state and their ownership.</summary>
public sealed class GeneratedModelTests
{
    [Fact]
    public void AModelForwardsToItsOperands()
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var model = new CircleNetModel(seed: 4);
        var x = randn(5, 2);
        AssertNear(model.CircleNet.Value(x), model.Value(x));
        AssertNear(model.CircleNet.Jacobian(x), model.Jacobian(x));
        AssertNear(model.PlaneEnergy.Energy(x), model.Energy(x));
        AssertNear(model.Energy(x), model.forward(x));
        AssertNear(model.PlaneEnergy.EnergyGradient(x), model.EnergyGradient(x));
        IConstrainedModel contract = model;
        Assert.Equal((2, 1, 1), (contract.AmbientDimension, contract.Dimension, contract.CodomainDimension));
    }

    [Fact]
    public void AModelHoldsTheStateOfItsOperandsUnderTheirNames()
    {
        using var model = new CircleNetModel(seed: 4);
        Assert.Equal(
            ["circleNet.0.weight", "circleNet.0.bias", "circleNet.2.weight", "circleNet.2.bias", "circleNet.4.weight", "circleNet.4.bias",
                "circleNet.6.weight", "circleNet.6.bias", "planeEnergy.0.weight", "planeEnergy.0.bias", "planeEnergy.2.weight",
                "planeEnergy.2.bias", "planeEnergy.4.weight", "planeEnergy.4.bias"],
            model.state_dict().Keys);
        Assert.Equal(14, model.parameters().Count());
    }

    [Fact]
    public void OperandsThatWerePassedInOutliveTheModel()
    {
        using var manifold = new CircleNet(1);
        using var energy = new PlaneEnergy(2);
        using var x = zeros(1, 2);
        using (var model = new CircleNetModel(manifold, energy))
            model.Energy(x).Dispose();
        using var value = manifold.Value(x);
        using var gradient = energy.EnergyGradient(x);
        Assert.False(value.IsInvalid);
        Assert.False(gradient.IsInvalid);
        Assert.Throws<ArgumentNullException>(() => new CircleNetModel(null!, energy));
    }

    [Fact]
    public void OwnOperandsAreDisposedWithTheModel()
    {
        using var x = zeros(1, 2);
        List<TorchSharp.Modules.Parameter> parameters;
        long views;
        using (var model = new CircleNetModel(seed: 0))
        {
            parameters = [.. model.parameters()];
            var before = Tensor.TotalCount;
            using (no_grad())
                model.Jacobian(x).Dispose();
            views = Tensor.TotalCount - before;
            before = Tensor.TotalCount;
            model.Dispose();
            // The cached views go with the parameters.
            Assert.Equal(parameters.Count + views, before - Tensor.TotalCount);
        }

        Assert.True(views > 0);
        Assert.All(parameters, parameter => Assert.True(parameter.IsInvalid));
    }

    [Fact]
    public void ConvertingAModelConvertsItsOperands()
    {
        using var scope = NewDisposeScope();
        var model = new CircleNetModel(seed: 4);
        model.to(ScalarType.Float64);
        var x = zeros(3, 2, dtype: ScalarType.Float64);
        Assert.Equal(ScalarType.Float64, model.Value(x).dtype);
        Assert.Equal(ScalarType.Float64, model.EnergyGradient(x).dtype);
        Assert.Equal(14, model.state_dict().Count);
    }
}
