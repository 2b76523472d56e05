using DslManifolds.Runtime.Tests.Models;
using TorchSharp;
using static DslManifolds.Runtime.Tests.Operators.Differences;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Operators;

/// <summary>Generated manifolds of every activation and several shapes, against plain layers with their weights.</summary>
public sealed class GeneratedManifoldTests : ManifoldProperties<GeneratedManifoldTests>, ICases
{
    private const int Batch = 7;

    static IEnumerable<string> ICases.Names => Cases.Keys;

    private static Dictionary<string, (Func<ScalarType, IManifold> Make, Func<nn.Module<Tensor, Tensor>> Activation, int[] Widths)> Cases { get; }
        = new()
        {
            [nameof(CircleNet)] = (dtype => new CircleNet(1, dtype), () => nn.SiLU(), [2, 8, 8, 8, 1]),
            [nameof(TanhNet)] = (dtype => new TanhNet(2, dtype), () => nn.Tanh(), [5, 7, 6, 3]),
            [nameof(GeluNet)] = (dtype => new GeluNet(3, dtype), () => nn.GELU(), [3, 5, 3]),
            [nameof(SoftplusNet)] = (dtype => new SoftplusNet(4, dtype), () => nn.Softplus(), [4, 6, 6, 1]),
            [nameof(SineNet)] = (dtype => new SineNet(5, dtype), () => new SineModule(), [3, 6, 5, 2]),
        };

    [Theory, MemberData(nameof(Names))]
    public void WorksInEveryFloatingType(string name)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var (net, _, x, _, w) = Setup(name);
        foreach (var (dtype, tolerance) in new[] { (ScalarType.Float32, 1e-5), (ScalarType.BFloat16, 0.1), (ScalarType.Float16, 0.02) })
        {
            var narrow = Cases[name].Make(dtype);
            var (value, product) = narrow.ValueAndVjp(x.to(dtype), w.to(dtype));
            Assert.Equal(dtype, value.dtype);
            AssertNear(net.Value(x), value.to(ScalarType.Float64), tolerance);
            AssertNear(net.Vjp(x, w), product.to(ScalarType.Float64), tolerance);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void FollowsItsParametersWhenTheyAreConvertedOrLoaded(string name)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var (make, _, widths) = Cases[name];
        var net = make(ScalarType.Float32);
        var module = (nn.Module)net;
        var (other, _, x, _, w) = Setup(name);
        net.Jacobian(x.to(ScalarType.Float32)).Dispose();

        module.to(ScalarType.Float64);
        module.load_state_dict(((nn.Module)other).state_dict());
        Assert.Equal(widths.Length * 2 - 2, module.state_dict().Count);
        AssertNear(other.Value(x), net.Value(x));
        AssertNear(other.Gram(x, w), net.Gram(x, w));

        foreach (var parameter in module.parameters())
            parameter.mul_(0.5);
        foreach (var parameter in ((nn.Module)other).parameters())
            parameter.mul_(0.5);
        AssertNear(other.Jacobian(x), net.Jacobian(x));
    }

    [Fact]
    public void SeedsDecideTheStart()
    {
        using var scope = NewDisposeScope();
        var first = new CircleNet(seed: 5).get_parameter("2.weight")!;
        Assert.True(first.equal(new CircleNet(seed: 5).get_parameter("2.weight")!).all().item<bool>());
        Assert.False(first.equal(new CircleNet(seed: 6).get_parameter("2.weight")!).all().item<bool>());
        // As nn.Linear's: uniform within ±1/√inputs, and not constant.
        Assert.True(first.abs().max().item<float>() <= 1 / MathF.Sqrt(8));
        Assert.True(first.std().item<float>() > 0.1f);
    }

    [Fact]
    public void DimensionsAreKnownToTypesAndInstances()
    {
        Assert.Equal((5, 2, 3), (TanhNet.AmbientDimension, TanhNet.Dimension, TanhNet.CodomainDimension));
        Assert.Equal((5, 2, 3), Generic<TanhNet>());
        using var net = new TanhNet(0);
        IManifold manifold = net;
        Assert.Equal((5, 2, 3, 3), (manifold.AmbientDimension, manifold.Dimension, manifold.CodomainDimension, manifold.Codimension));

        static (int, int, int) Generic<T>()
            where T : IManifold<T> => (T.AmbientDimension, T.Dimension, T.CodomainDimension);
    }

    private protected override ManifoldCase Setup(string name)
    {
        var (make, activation, widths) = Cases[name];
        var net = make(float64);
        random.manual_seed(name.Length);
        Tensor Rows(int size) => 1.5 * randn(Batch, size, dtype: float64);
        return new(
            net, Reference.Of((nn.Module)net, activation, widths), Rows(widths[0]), Rows(widths[0]), Rows(widths[^1]));
    }

    private sealed class SineModule() : nn.Module<Tensor, Tensor>(nameof(SineModule))
    {
        public override Tensor forward(Tensor input) => input.sin();
    }
}
