using DslManifolds.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Operators;

/// <summary>Generated energies against autograd, and what a constrained model adds: operands, their state and their ownership.</summary>
public sealed class GeneratedEnergyTests
{
    [Fact]
    public void EnergyAndGradientAgreeWithAutograd()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(0);
        AssertAgrees(new PlaneEnergy(1, ScalarType.Float64), () => nn.SiLU(), [2, 32, 32, 1]);
        AssertAgrees(new SpaceEnergy(2, ScalarType.Float64), () => nn.Tanh(), [3, 9, 4, 1]);

        static void AssertAgrees<TEnergy>(TEnergy energy, Func<nn.Module<Tensor, Tensor>> activation, int[] widths)
            where TEnergy : nn.Module, IEnergy
        {
            using var reference = Reference.Of(energy, activation, widths);
            var x = randn(9, widths[0], dtype: ScalarType.Float64);
            foreach (var grad in new[] { false, true })
            {
                using var mode = set_grad_enabled(grad);
                var (value, gradient) = energy.EnergyAndGradient(x);
                AssertNear(reference.Value(x).squeeze(1), energy.Energy(x));
                AssertNear(energy.Energy(x), value);
                AssertNear(reference.Vjp(x, ones(9, 1, dtype: ScalarType.Float64)), energy.EnergyGradient(x));
                AssertNear(energy.EnergyGradient(x), gradient);
                Assert.Equal([9L], value.shape);
            }
        }
    }

    [Fact]
    public void EnergiesAreDifferentiableInTheirParameters()
    {
        using var scope = NewDisposeScope();
        var energy = new PlaneEnergy(3, ScalarType.Float64);
        using var reference = Reference.Of(energy, () => nn.SiLU(), 2, 32, 32, 1);
        var x = randn(9, 2, dtype: ScalarType.Float64);
        energy.Energy(x).mean().backward();
        reference.Value(x).mean().backward();
        foreach (var (ours, theirs) in energy.parameters().Zip(reference.Network.parameters()))
            AssertNear(theirs.grad!, ours.grad!);
    }

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

    private static void AssertNear(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        var error = (expected - actual).abs().max().to(ScalarType.Float64).item<double>();
        Assert.True(error <= 1e-12 * (1 + expected.abs().max().to(ScalarType.Float64).item<double>()), $"Error {error:E2}.");
    }
}
