using TorchSharp;
using static DslManifolds.Runtime.Tests.Operators.Differences;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Operators;

/// <summary>What holds of F of every manifold and of its derivatives: against autograd, differences and each other.</summary>
public abstract class ManifoldProperties<TCases>
    where TCases : ICases
{
    public static TheoryData<string> Names => [.. TCases.Names];

    [Theory, MemberData(nameof(Names))]
    public void AgreesWithAutograd(string name)
    {
        using var scope = NewDisposeScope();
        var (manifold, reference, x, v, w) = Setup(name);
        foreach (var grad in new[] { false, true })
        {
            using var mode = set_grad_enabled(grad);
            AssertNear(reference.Value(x), manifold.Value(x));
            AssertNear(reference.Jvp(x, v), manifold.Jvp(x, v));
            AssertNear(reference.Vjp(x, w), manifold.Vjp(x, w));
            AssertNear(reference.Jvp(x, reference.Vjp(x, w)), manifold.Gram(x, w));
            AssertNear(reference.Jacobian(x), manifold.Jacobian(x));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void PairsAgreeWithTheirParts(string name)
    {
        using var scope = NewDisposeScope();
        var (manifold, _, x, v, w) = Setup(name);
        foreach (var grad in new[] { false, true })
        {
            using var mode = set_grad_enabled(grad);
            var value = manifold.Value(x);
            AssertPair(manifold.ValueAndJvp(x, v), manifold.Jvp(x, v));
            AssertPair(manifold.ValueAndVjp(x, w), manifold.Vjp(x, w));
            AssertPair(manifold.ValueAndGram(x, w), manifold.Gram(x, w));
            AssertPair(manifold.ValueAndJacobian(x), manifold.Jacobian(x));

            void AssertPair((Tensor Value, Tensor Derivative) pair, Tensor derivative)
            {
                AssertNear(value, pair.Value);
                AssertNear(derivative, pair.Derivative);
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void JacobianVectorProductIsTheLimitOfDifferences(string name)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var (manifold, _, x, v, _) = Setup(name);
        AssertNear(Along(manifold.Value, x, v), manifold.Jvp(x, v), 1e-9);
    }

    [Theory, MemberData(nameof(Names))]
    public void ProductsAreAdjoint(string name)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var (manifold, _, x, v, w) = Setup(name);
        AssertNear((manifold.Jvp(x, v) * w).sum(1), (v * manifold.Vjp(x, w)).sum(1));
    }

    [Theory, MemberData(nameof(Names))]
    public void GramIsSymmetricAndPositiveSemidefinite(string name)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var (manifold, _, x, _, w) = Setup(name);
        var other = randn_like(w);
        AssertNear((manifold.Gram(x, w) * other).sum(1), (w * manifold.Gram(x, other)).sum(1));
        Assert.True(((manifold.Gram(x, w) * w).sum(1) >= 0).all().item<bool>());
    }

    [Theory, MemberData(nameof(Names))]
    public void DerivativesAreDifferentiableInTheParameters(string name)
    {
        using var scope = NewDisposeScope();
        var (manifold, reference, x, _, w) = Setup(name);
        Assert.Equal(reference.Value(x).requires_grad, manifold.Value(x).requires_grad);
        if (!manifold.Value(x).requires_grad)
            return;

        // The loss of Eq. 3, all of Jᵀw and one through Jv: gradients in the parameters against autograd's double backward.
        AssertSame(
            manifold.Value(x).square().sum() + (1.5 - manifold.Vjp(x, w).norm(1)).relu().square().sum(),
            reference.Value(x).square().sum() + (1.5 - reference.Vjp(x, w, createGraph: true).norm(1)).relu().square().sum());
        AssertSame(
            manifold.Value(x).square().sum() + manifold.Vjp(x, w).square().sum(),
            reference.Value(x).square().sum() + reference.Vjp(x, w, createGraph: true).square().sum());
        AssertSame(manifold.ValueAndGram(x, w).Product.square().sum(), GramLoss());

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

        void AssertSame(Tensor ours, Tensor theirs) => AssertSameGradients((nn.Module)manifold, ours, reference, theirs, 1e-11);
    }

    [Theory, MemberData(nameof(Names))]
    public void AGraphIsRecordedInGradientModeOnly(string name)
    {
        using var scope = NewDisposeScope();
        var (manifold, reference, x, v, w) = Setup(name);
        using (no_grad())
        {
            Assert.False(manifold.Value(x).requires_grad);
            Assert.False(manifold.Jacobian(x).requires_grad);
            Assert.False(manifold.ValueAndGram(x, w).Product.requires_grad);
        }

        // Where F has parameters: that of unit spheres has none.
        var recorded = reference.Value(x).requires_grad;
        Assert.Equal(recorded, manifold.Value(x).requires_grad);
        Assert.Equal(recorded, manifold.Jvp(x, v).requires_grad);
    }

    [Theory, MemberData(nameof(Names))]
    public void ArgumentsAreLeftAsTheyAreAndTemporariesDisposed(string name)
    {
        using var scope = NewDisposeScope();
        var (manifold, _, x, v, w) = Setup(name);
        var copies = new[] { x.clone(), v.clone(), w.clone() };
        Temporaries.AssertDisposed(Everything);

        foreach (var (argument, copy) in new[] { x, v, w }.Zip(copies))
            Assert.True(argument.equal(copy).all().item<bool>());

        void Everything()
        {
            manifold.Value(x).Dispose();
            manifold.Jvp(x, v).Dispose();
            manifold.Vjp(x, w).Dispose();
            manifold.Gram(x, w).Dispose();
            manifold.Jacobian(x).Dispose();
            foreach (var (value, derivative) in new[]
            {
                manifold.ValueAndJvp(x, v),
                manifold.ValueAndVjp(x, w),
                manifold.ValueAndGram(x, w),
                manifold.ValueAndJacobian(x),
            })
            {
                value.Dispose();
                derivative.Dispose();
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void WorksInSinglePrecisionAfterConversion(string name)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var (manifold, _, x, _, w) = Setup(name);
        var (value, gram) = manifold.ValueAndGram(x, w);
        ((nn.Module)manifold).to(float32);
        var (narrowValue, narrowGram) = manifold.ValueAndGram(x.to(float32), w.to(float32));
        AssertNear(value, narrowValue.to(float64), 1e-5);
        AssertNear(gram, narrowGram.to(float64), 1e-4);
    }

    [Theory, MemberData(nameof(Names))]
    public void TakesAnEmptyBatch(string name)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var (manifold, _, x, _, w) = Setup(name);
        var (n, k) = (x.shape[1], w.shape[1]);
        Assert.Equal([0, k], manifold.Value(x[..0]).shape);
        Assert.Equal([0, k, n], manifold.Jacobian(x[..0]).shape);
        Assert.Equal([0, k], manifold.Gram(x[..0], w[..0]).shape);
    }

    [Theory, MemberData(nameof(Names))]
    public void WrongArgumentsAreNamed(string name)
    {
        using var scope = NewDisposeScope();
        var (manifold, reference, x, v, w) = Setup(name);
        Assert.Equal("x", Assert.Throws<ArgumentException>(() => manifold.Value(x[.., 1..])).ParamName);
        Assert.Equal("x", Assert.Throws<ArgumentException>(() => manifold.Value(cat([x, x], 1))).ParamName);
        Assert.Equal("x", Assert.Throws<ArgumentException>(() => manifold.Value(x[0])).ParamName);
        Assert.Equal("v", Assert.Throws<ArgumentException>(() => manifold.Jvp(x, v[1..])).ParamName);
        Assert.Equal("w", Assert.Throws<ArgumentException>(() => manifold.Gram(x, cat([w, w], 1))).ParamName);
        // Without parameters every type will do.
        if (reference.Value(x).requires_grad)
            Assert.Equal("x", Assert.Throws<ArgumentException>(() => manifold.Value(x.to(float32))).ParamName);
    }

    /// <summary>A case in double precision, the same one at every call.</summary>
    private protected abstract ManifoldCase Setup(string name);
}
