using TorchSharp;
using static DslManifolds.Runtime.Tests.Operators.Differences;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Operators;

/// <summary>F of composites and its derivatives, against autograd of the plain formula, differences and each other.</summary>
public sealed class CompositeManifoldTests
{
    private const int Batch = 7;

    public static TheoryData<string> Composites => [.. CompositeCases.Manifolds.Keys];

    [Theory, MemberData(nameof(Composites))]
    public void AgreesWithAutograd(string name)
    {
        using var scope = NewDisposeScope();
        var (composite, reference, x, v, w) = Setup(name);
        foreach (var grad in new[] { false, true })
        {
            using var mode = set_grad_enabled(grad);
            AssertNear(reference.Value(x), composite.Value(x));
            AssertNear(reference.Jvp(x, v), composite.Jvp(x, v));
            AssertNear(reference.Vjp(x, w), composite.Vjp(x, w));
            AssertNear(reference.Jvp(x, reference.Vjp(x, w)), composite.Gram(x, w));
            AssertNear(reference.Jacobian(x), composite.Jacobian(x));
        }
    }

    [Theory, MemberData(nameof(Composites))]
    public void IsTheLimitOfDifferences(string name)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var (composite, _, x, v, _) = Setup(name);
        AssertNear(Along(composite.Value, x, v), composite.Jvp(x, v), 1e-9);
    }

    [Theory, MemberData(nameof(Composites))]
    public void PairsAgreeWithTheirParts(string name)
    {
        using var scope = NewDisposeScope();
        var (composite, _, x, v, w) = Setup(name);
        foreach (var grad in new[] { false, true })
        {
            using var mode = set_grad_enabled(grad);
            var value = composite.Value(x);
            AssertPair(composite.ValueAndJvp(x, v), composite.Jvp(x, v));
            AssertPair(composite.ValueAndVjp(x, w), composite.Vjp(x, w));
            AssertPair(composite.ValueAndGram(x, w), composite.Gram(x, w));
            AssertPair(composite.ValueAndJacobian(x), composite.Jacobian(x));

            void AssertPair((Tensor Value, Tensor Derivative) pair, Tensor derivative)
            {
                AssertNear(value, pair.Value);
                AssertNear(derivative, pair.Derivative);
            }
        }
    }

    [Theory, MemberData(nameof(Composites))]
    public void DerivativesAreDifferentiableInTheParameters(string name)
    {
        using var scope = NewDisposeScope();
        var (composite, reference, x, _, w) = Setup(name);
        var parameters = ((nn.Module)composite).parameters().Cast<Tensor>().ToList();
        Assert.Equal(reference.Value(x).requires_grad, composite.Value(x).requires_grad);
        if (!composite.Value(x).requires_grad)
            return;

        var ours = autograd.grad(
            [composite.Value(x).square().sum() + composite.Vjp(x, w).square().sum()], parameters, allow_unused: true);
        var theirs = autograd.grad(
            [reference.Value(x).square().sum() + reference.Vjp(x, w, createGraph: true).square().sum()],
            parameters,
            allow_unused: true);
        for (var i = 0; i < parameters.Count; i++)
        {
            // An energy has no part in F.
            Assert.Equal(IsMissing(theirs[i]), IsMissing(ours[i]));
            if (!IsMissing(theirs[i]))
                AssertNear(theirs[i], ours[i], 1e-11);
        }
    }

    [Theory, MemberData(nameof(Composites))]
    public void ArgumentsAreLeftAsTheyAreAndTemporariesDisposed(string name)
    {
        using var scope = NewDisposeScope();
        var (composite, _, x, v, w) = Setup(name);
        var copies = new[] { x.clone(), v.clone(), w.clone() };
        foreach (var grad in new[] { false, true })
        {
            using var mode = set_grad_enabled(grad);
            Everything();
            var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            for (var i = 0; i < 5; i++)
                Everything();
            Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        }

        foreach (var (argument, copy) in new[] { x, v, w }.Zip(copies))
            Assert.True(argument.equal(copy).all().item<bool>());

        void Everything()
        {
            composite.Value(x).Dispose();
            composite.Jvp(x, v).Dispose();
            composite.Vjp(x, w).Dispose();
            composite.Gram(x, w).Dispose();
            composite.Jacobian(x).Dispose();
            foreach (var (value, derivative) in new[]
            {
                composite.ValueAndJvp(x, v),
                composite.ValueAndVjp(x, w),
                composite.ValueAndGram(x, w),
                composite.ValueAndJacobian(x),
            })
            {
                value.Dispose();
                derivative.Dispose();
            }
        }
    }

    [Theory, MemberData(nameof(Composites))]
    public void WorksInSinglePrecisionAfterConversion(string name)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var (composite, _, x, _, w) = Setup(name);
        var (value, gram) = composite.ValueAndGram(x, w);
        ((nn.Module)composite).to(float32);
        var (narrowValue, narrowGram) = composite.ValueAndGram(x.to(float32), w.to(float32));
        AssertNear(value, narrowValue.to(float64), 1e-5);
        AssertNear(gram, narrowGram.to(float64), 1e-4);
    }

    [Theory, MemberData(nameof(Composites))]
    public void TakesAnEmptyBatch(string name)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var (composite, _, x, _, w) = Setup(name);
        var (n, k) = (x.shape[1], w.shape[1]);
        Assert.Equal([0, k], composite.Value(x[..0]).shape);
        Assert.Equal([0, k, n], composite.Jacobian(x[..0]).shape);
        Assert.Equal([0, k], composite.Gram(x[..0], w[..0]).shape);
    }

    [Theory, MemberData(nameof(Composites))]
    public void WrongArgumentsAreNamed(string name)
    {
        using var scope = NewDisposeScope();
        var (composite, _, x, v, w) = Setup(name);
        Assert.Equal("x", Assert.Throws<ArgumentException>(() => composite.Value(x[.., 1..])).ParamName);
        Assert.Equal("x", Assert.Throws<ArgumentException>(() => composite.Value(x[0])).ParamName);
        Assert.Equal("v", Assert.Throws<ArgumentException>(() => composite.Jvp(x, v[1..])).ParamName);
        Assert.Equal("w", Assert.Throws<ArgumentException>(() => composite.Gram(x, cat([w, w], 1))).ParamName);
    }

    private static (IManifold Composite, Reference Reference, Tensor X, Tensor V, Tensor W) Setup(string name)
    {
        var (composite, value) = CompositeCases.Manifolds[name]();
        random.manual_seed(name.Length);
        Tensor Rows(int size) => 1.2 * randn(Batch, size, dtype: float64);
        return (
            composite,
            new Reference(new FunctionModule(value)),
            Rows(composite.AmbientDimension),
            Rows(composite.AmbientDimension),
            Rows(composite.CodomainDimension));
    }

    // TorchSharp gives a tensor without a handle for a gradient that does not exist.
    private static bool IsMissing(Tensor? gradient) => gradient is null || gradient.IsInvalid;
}
