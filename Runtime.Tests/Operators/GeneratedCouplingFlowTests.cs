using DslManifolds.Runtime.Tests.Models;
using TorchSharp;
using static DslManifolds.Runtime.Tests.Operators.Differences;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Operators;

/// <summary>Flows of couplings against their equations in plain TorchSharp, and what makes them flows: invertible, of full rank.</summary>
public sealed class GeneratedCouplingFlowTests : ManifoldProperties<GeneratedCouplingFlowTests>, ICases
{
    static IEnumerable<string> ICases.Names => Cases.Keys;

    private static Dictionary<string, Flow> Cases { get; } = new()
    {
        [nameof(PlaneFlow)] = new(() => new PlaneFlow(1, float64), 4, 2, 2),
        [nameof(SurfaceFlow)] = new(() => new SurfaceFlow(2, float64), 2, 1, 1.5),
        [nameof(CurveFlow)] = new(() => new CurveFlow(3, float64), 3, 2, 2) { Activation = x => x.tanh() },
        [nameof(WholeFlow)] = new(() => new WholeFlow(4, float64), 4, 1, 1),
        [nameof(CutFlow)] = new(() => new CutFlow(5, float64), 4, 1, 2)
        {
            Constraint = x => (x[.., 2] - x[.., ..2].square().sum(1)).unsqueeze(1),
        },
    };

    /// <summary>T is triangular in each coupling: log |det ∂T/∂x| is the sum of the logarithmic scales.</summary>
    [Fact]
    public void TheDeterminantIsTheProductOfTheScales()
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var flow = Cases[nameof(WholeFlow)];
        var manifold = flow.Make();
        var x = Points(5);
        flow.Transform((nn.Module)manifold, x, out var logScales);
        var (sign, logarithm) = linalg.slogdet(manifold.Jacobian(x));
        Assert.True((sign == 1).all().item<bool>());
        AssertNear(logScales, logarithm);
    }

    /// <summary>Also where parameters are far from their start and points far out.</summary>
    [Theory]
    [InlineData(nameof(PlaneFlow))]
    [InlineData(nameof(SurfaceFlow))]
    [InlineData(nameof(CurveFlow))]
    public void TheJacobianHasFullRankWhateverTheParameters(string name)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var manifold = Cases[name].Make();
        var module = (nn.Module)manifold;
        random.manual_seed(9);
        for (var draw = 0; draw < 20; draw++)
        {
            foreach (var parameter in module.parameters())
                parameter.copy_(randn_like(parameter));
            var jacobian = manifold.Jacobian(3 * randn(50, manifold.AmbientDimension, dtype: float64));
            var (least, largest) = (linalg.svdvals(jacobian).amin([1]), linalg.svdvals(jacobian).amax([1]));
            Assert.True((least > 1e-9).all().item<bool>());
            Assert.True((least > 1e-9 * largest).all().item<bool>());
        }
    }

    /// <summary>M = T⁻¹({0} × ℝᵐ): points made by the inverse, coupling by coupling, are on it.</summary>
    [Theory]
    [InlineData(nameof(PlaneFlow))]
    [InlineData(nameof(SurfaceFlow))]
    [InlineData(nameof(CurveFlow))]
    public void TheInverseOfZerosAndAnyCoordinatesIsOnTheManifold(string name)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var flow = Cases[name];
        var manifold = flow.Make();
        var coordinates = Points(manifold.AmbientDimension);
        coordinates[.., ..manifold.CodomainDimension] = 0;
        var x = flow.Inverse((nn.Module)manifold, coordinates);
        AssertNear(zeros_like(coordinates), cat([manifold.Value(x), zeros([x.shape[0], manifold.Dimension], dtype: float64)], 1));
        Assert.True(x.std().item<double>() > 0.1);
    }

    [Fact]
    public void EachPerceptronsLayersHaveParametersOfTheirOwn()
    {
        using var flow = new SurfaceFlow(0);
        Assert.Equal(
            ["0.weight", "0.bias", "2.weight", "2.bias", "4.weight", "4.bias", "6.weight", "6.bias"], flow.state_dict().Keys);
        // Two coordinates by what the first is, then the first by what the two are.
        Assert.Equal([7, 1], flow.get_parameter("0.weight")!.shape);
        Assert.Equal([4, 7], flow.get_parameter("2.weight")!.shape);
        Assert.Equal([7, 2], flow.get_parameter("4.weight")!.shape);
        Assert.Equal([2, 7], flow.get_parameter("6.weight")!.shape);
    }

    private protected override ManifoldCase Setup(string name)
    {
        var flow = Cases[name];
        var manifold = flow.Make();
        var module = (nn.Module)manifold;
        var (n, k) = (manifold.AmbientDimension, manifold.CodomainDimension);
        var reference = Reference.Of(module, x => flow.Value(module, x, k));
        return new(manifold, reference, Points(n), Points(n), Points(k));
    }

    private static Tensor Points(int size)
    {
        random.manual_seed(size);
        return 1.2 * randn(7, size, dtype: float64);
    }

    /// <summary>A flow by its equations, over the parameters of a module.</summary>
    private sealed record Flow(Func<IManifold> Make, int Couplings, int HiddenLayers, double MaxLogScale)
    {
        public Func<Tensor, Tensor> Activation { get; init; } = x => x * x.sigmoid();

        public Func<Tensor, Tensor>? Constraint { get; init; }

        /// <summary>The first outputs of T(x), then the constraint's.</summary>
        public Tensor Value(nn.Module module, Tensor x, int outputs)
        {
            if (Constraint is not null)
                return cat([Transform(module, x, out _)[.., ..(outputs - 1)], Constraint(x)], 1);
            return Transform(module, x, out _)[.., ..outputs];
        }

        /// <summary>T(x), and the sum of all logarithmic scales.</summary>
        public Tensor Transform(nn.Module module, Tensor x, out Tensor logScales)
        {
            var half = (int)x.shape[1] / 2;
            var (first, second) = (x[.., ..half], x[.., half..]);
            logScales = zeros(x.shape[0], dtype: x.dtype);
            for (var i = 0; i < Couplings; i++)
            {
                var ofFirst = (Couplings - i) % 2 == 1;
                var (scale, shift) = Net(module, i, ofFirst ? second : first);
                logScales = logScales + scale.sum(1);
                if (ofFirst)
                    first = first * scale.exp() + shift;
                else
                    second = second * scale.exp() + shift;
            }

            return cat([first, second], 1);
        }

        /// <summary>T⁻¹(y), the couplings undone from the last to the first.</summary>
        public Tensor Inverse(nn.Module module, Tensor y)
        {
            var half = (int)y.shape[1] / 2;
            var (first, second) = (y[.., ..half], y[.., half..]);
            for (var i = Couplings - 1; i >= 0; i--)
            {
                var ofFirst = (Couplings - i) % 2 == 1;
                var (scale, shift) = Net(module, i, ofFirst ? second : first);
                if (ofFirst)
                    first = (first - shift) / scale.exp();
                else
                    second = (second - shift) / scale.exp();
            }

            return cat([first, second], 1);
        }

        private (Tensor LogScale, Tensor Shift) Net(nn.Module module, int coupling, Tensor input)
        {
            var value = input;
            for (var layer = 0; layer <= HiddenLayers; layer++)
            {
                var position = 2 * ((coupling * (HiddenLayers + 1)) + layer);
                value = value.matmul(module.get_parameter($"{position}.weight")!.t()) + module.get_parameter($"{position}.bias")!;
                if (layer < HiddenLayers)
                    value = Activation(value);
            }

            var half = (int)value.shape[1] / 2;
            return (MaxLogScale * value[.., ..half].tanh(), value[.., half..]);
        }
    }
}
