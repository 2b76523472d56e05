using DslManifolds.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Operators;

/// <summary>Generated manifolds of every activation and several shapes, against autograd, finite differences and each other.</summary>
public sealed class GeneratedManifoldTests
{
    private const int Batch = 7;

    public static TheoryData<string> Nets => [.. Cases.Keys];

    private static Dictionary<string, (Func<ScalarType, IManifold> Make, Func<nn.Module<Tensor, Tensor>> Activation, int[] Widths)> Cases { get; }
        = new()
        {
            [nameof(CircleNet)] = (dtype => new CircleNet(1, dtype), () => nn.SiLU(), [2, 8, 8, 8, 1]),
            [nameof(TanhNet)] = (dtype => new TanhNet(2, dtype), () => nn.Tanh(), [5, 7, 6, 3]),
            [nameof(GeluNet)] = (dtype => new GeluNet(3, dtype), () => nn.GELU(), [3, 5, 3]),
            [nameof(SoftplusNet)] = (dtype => new SoftplusNet(4, dtype), () => nn.Softplus(), [4, 6, 6, 1]),
            [nameof(SineNet)] = (dtype => new SineNet(5, dtype), () => new SineModule(), [3, 6, 5, 2]),
        };

    [Theory, MemberData(nameof(Nets))]
    public void AgreesWithAutograd(string name)
    {
        using var scope = NewDisposeScope();
        var (net, reference, x, v, w) = Setup(name);
        foreach (var grad in new[] { false, true })
        {
            using var mode = set_grad_enabled(grad);
            AssertNear(reference.Value(x), net.Value(x));
            AssertNear(reference.Jvp(x, v), net.Jvp(x, v));
            AssertNear(reference.Vjp(x, w), net.Vjp(x, w));
            AssertNear(reference.Jvp(x, reference.Vjp(x, w)), net.Gram(x, w));
            AssertNear(reference.Jacobian(x), net.Jacobian(x));
        }
    }

    [Theory, MemberData(nameof(Nets))]
    public void PairsAgreeWithTheirParts(string name)
    {
        using var scope = NewDisposeScope();
        var (net, _, x, v, w) = Setup(name);
        foreach (var grad in new[] { false, true })
        {
            using var mode = set_grad_enabled(grad);
            var value = net.Value(x);
            AssertPair(net.ValueAndJvp(x, v), net.Jvp(x, v));
            AssertPair(net.ValueAndVjp(x, w), net.Vjp(x, w));
            AssertPair(net.ValueAndGram(x, w), net.Gram(x, w));
            AssertPair(net.ValueAndJacobian(x), net.Jacobian(x));

            void AssertPair((Tensor Value, Tensor Derivative) pair, Tensor derivative)
            {
                AssertNear(value, pair.Value);
                AssertNear(derivative, pair.Derivative);
            }
        }
    }

    [Theory, MemberData(nameof(Nets))]
    public void JacobianVectorProductIsTheLimitOfDifferences(string name)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var (net, _, x, v, _) = Setup(name);

        // Central differences at h and h/2, the h² term removed: error O(h⁴).
        Tensor Difference(double h) => (net.Value(x + h * v) - net.Value(x - h * v)) / (2 * h);
        var extrapolated = (4 * Difference(5e-4) - Difference(1e-3)) / 3;
        AssertNear(extrapolated, net.Jvp(x, v), 1e-9);
    }

    [Theory, MemberData(nameof(Nets))]
    public void ProductsAreAdjoint(string name)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var (net, _, x, v, w) = Setup(name);
        AssertNear((net.Jvp(x, v) * w).sum(1), (v * net.Vjp(x, w)).sum(1));
    }

    [Theory, MemberData(nameof(Nets))]
    public void GramIsSymmetricAndPositiveSemidefinite(string name)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var (net, _, x, _, w) = Setup(name);
        var other = randn_like(w);
        AssertNear((net.Gram(x, w) * other).sum(1), (w * net.Gram(x, other)).sum(1));
        Assert.True(((net.Gram(x, w) * w).sum(1) >= 0).all().item<bool>());
    }

    [Theory, MemberData(nameof(Nets))]
    public void DerivativesAreDifferentiableInTheParameters(string name)
    {
        using var scope = NewDisposeScope();
        var (net, reference, x, v, w) = Setup(name);

        // The loss of Eq. 3 and one through Jv: gradients in the parameters against autograd's double backward.
        AssertSameGradients(
            net.Value(x).square().sum() + (1.5 - net.Vjp(x, w).norm(1)).relu().square().sum(),
            reference.Value(x).square().sum() + (1.5 - reference.Vjp(x, w, createGraph: true).norm(1)).relu().square().sum());
        AssertSameGradients(net.ValueAndGram(x, w).Product.square().sum(), GramLoss());

        Tensor GramLoss()
        {
            var jacobian = Enumerable.Range(0, (int)w.shape[1]).Select(i =>
            {
                var unit = zeros_like(w);
                unit[.., i] = 1;
                return reference.Vjp(x, unit, createGraph: true);
            });
            var j = stack(jacobian, 1);
            return j.matmul(j.transpose(1, 2)).matmul(w.unsqueeze(-1)).square().sum();
        }

        void AssertSameGradients(Tensor ours, Tensor theirs)
        {
            var mine = ((nn.Module)net).parameters().Cast<Tensor>().ToList();
            var other = reference.Network.parameters().Cast<Tensor>().ToList();
            // The last bias has no part in a derivative.
            var gradients = autograd.grad([ours], mine, allow_unused: true);
            var expected = autograd.grad([theirs], other, allow_unused: true);
            for (var i = 0; i < mine.Count; i++)
            {
                Assert.Equal(IsMissing(expected[i]), IsMissing(gradients[i]));
                if (!IsMissing(expected[i]))
                    AssertNear(expected[i], gradients[i], 1e-11);
            }
        }
    }

    [Theory, MemberData(nameof(Nets))]
    public void NoGraphIsRecordedWithoutGradientMode(string name)
    {
        using var scope = NewDisposeScope();
        var (net, _, x, v, w) = Setup(name);
        using (no_grad())
        {
            Assert.False(net.Value(x).requires_grad);
            Assert.False(net.Jacobian(x).requires_grad);
            Assert.False(net.ValueAndGram(x, w).Product.requires_grad);
        }

        Assert.True(net.Value(x).requires_grad);
        Assert.True(net.Jvp(x, v).requires_grad);
    }

    [Theory, MemberData(nameof(Nets))]
    public void ArgumentsAreLeftAsTheyAreAndTemporariesDisposed(string name)
    {
        using var scope = NewDisposeScope();
        var (net, _, x, v, w) = Setup(name);
        var copies = new[] { x.clone(), v.clone(), w.clone() };
        foreach (var grad in new[] { false, true })
        {
            using var mode = set_grad_enabled(grad);
            Everything();
            // Of this thread: finalizers of other tests' tensors do not count.
            var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            for (var i = 0; i < 5; i++)
                Everything();
            Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        }

        Assert.True(x.equal(copies[0]).all().item<bool>());
        Assert.True(v.equal(copies[1]).all().item<bool>());
        Assert.True(w.equal(copies[2]).all().item<bool>());

        void Everything()
        {
            net.Value(x).Dispose();
            net.Jvp(x, v).Dispose();
            net.Vjp(x, w).Dispose();
            net.Gram(x, w).Dispose();
            net.Jacobian(x).Dispose();
            foreach (var (value, derivative) in new[] { net.ValueAndJvp(x, v), net.ValueAndVjp(x, w), net.ValueAndGram(x, w), net.ValueAndJacobian(x) })
            {
                value.Dispose();
                derivative.Dispose();
            }
        }
    }

    [Theory, MemberData(nameof(Nets))]
    public void WorksInEveryFloatingType(string name)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var (make, _, widths) = Cases[name];
        var net = make(ScalarType.Float64);
        var x = Points(Batch, widths[0]);
        var w = Points(Batch, widths[^1]);
        foreach (var (dtype, tolerance) in new[] { (ScalarType.Float32, 1e-5), (ScalarType.BFloat16, 0.1), (ScalarType.Float16, 0.02) })
        {
            var narrow = make(dtype);
            var (value, product) = narrow.ValueAndVjp(x.to(dtype), w.to(dtype));
            Assert.Equal(dtype, value.dtype);
            AssertNear(net.Value(x), value.to(ScalarType.Float64), tolerance);
            AssertNear(net.Vjp(x, w), product.to(ScalarType.Float64), tolerance);
        }
    }

    [Theory, MemberData(nameof(Nets))]
    public void FollowsItsParametersWhenTheyAreConvertedOrLoaded(string name)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var (make, _, widths) = Cases[name];
        var net = make(ScalarType.Float32);
        var module = (nn.Module)net;
        var x = Points(Batch, widths[0]);
        net.Jacobian(x.to(ScalarType.Float32)).Dispose();

        module.to(ScalarType.Float64);
        var (other, _, _, _, w) = Setup(name);
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

    [Theory, MemberData(nameof(Nets))]
    public void TakesAnEmptyBatch(string name)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var (make, _, widths) = Cases[name];
        var net = make(ScalarType.Float64);
        var (n, k) = (widths[0], widths[^1]);
        var x = zeros([0, n], dtype: ScalarType.Float64);
        Assert.Equal([0, k], net.Value(x).shape);
        Assert.Equal([0, k, n], net.Jacobian(x).shape);
        Assert.Equal([0, k], net.Gram(x, zeros([0, k], dtype: ScalarType.Float64)).shape);
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

    [Fact]
    public void WrongArgumentsAreNamed()
    {
        using var scope = NewDisposeScope();
        var net = new CircleNet(0);
        var x = zeros(4, 2);
        Assert.Equal("x", Assert.Throws<ArgumentException>(() => net.Value(zeros(4, 3))).ParamName);
        Assert.Equal("x", Assert.Throws<ArgumentException>(() => net.Value(zeros(2))).ParamName);
        Assert.Equal("x", Assert.Throws<ArgumentException>(() => net.Value(zeros(4, 2, dtype: ScalarType.Float64))).ParamName);
        Assert.Equal("v", Assert.Throws<ArgumentException>(() => net.Jvp(x, zeros(3, 2))).ParamName);
        Assert.Equal("w", Assert.Throws<ArgumentException>(() => net.Gram(x, zeros(4, 2))).ParamName);
    }

    private static (IManifold Net, Reference Reference, Tensor X, Tensor V, Tensor W) Setup(string name)
    {
        var (make, activation, widths) = Cases[name];
        var net = make(ScalarType.Float64);
        return (
            net,
            Reference.Of((nn.Module)net, activation, widths),
            Points(Batch, widths[0]),
            Points(Batch, widths[0]),
            Points(Batch, widths[^1]));
    }

    private static Tensor Points(long rows, long size)
    {
        random.manual_seed(rows + size);
        return 1.5 * randn(rows, size, dtype: ScalarType.Float64);
    }

    private static void AssertNear(Tensor expected, Tensor actual, double tolerance = 1e-12)
    {
        Assert.Equal(expected.shape, actual.shape);
        var scale = 1 + expected.abs().max().item<double>();
        var error = (expected - actual).abs().max().item<double>() / scale;
        Assert.True(error <= tolerance, $"Relative error {error:E2} is above {tolerance:E0}.");
    }

    // TorchSharp gives a tensor without a handle for a gradient that does not exist.
    private static bool IsMissing(Tensor? gradient) => gradient is null || gradient.IsInvalid;

    private sealed class SineModule() : nn.Module<Tensor, Tensor>(nameof(SineModule))
    {
        public override Tensor forward(Tensor input) => input.sin();
    }
}
