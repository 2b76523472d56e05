using TorchSharp;
using static DslManifolds.Runtime.Tests.Operators.Differences;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Operators;

/// <summary>What holds of every energy and of its gradient: against autograd and differences.</summary>
public abstract class EnergyProperties<TCases>
    where TCases : ICases
{
    public static TheoryData<string> Names => [.. TCases.Names];

    [Theory, MemberData(nameof(Names))]
    public void AgreesWithAutograd(string name)
    {
        using var scope = NewDisposeScope();
        var (energy, reference, x) = Setup(name);
        var ones = torch.ones(x.shape[0], dtype: float64);
        foreach (var grad in new[] { false, true })
        {
            using var mode = set_grad_enabled(grad);
            AssertNear(reference.Value(x), energy.Energy(x));
            AssertNear(reference.Vjp(x, ones), energy.EnergyGradient(x));
            var (value, gradient) = energy.EnergyAndGradient(x);
            AssertNear(reference.Value(x), value);
            AssertNear(reference.Vjp(x, ones), gradient);
            AssertNear(energy.Energy(x), value);
            AssertNear(energy.EnergyGradient(x), gradient);
            Assert.Equal([x.shape[0]], value.shape);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void GradientIsTheLimitOfDifferences(string name)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var (energy, _, x) = Setup(name);
        // A short way, on which no point changes its component.
        var v = 0.1 * randn_like(x);
        AssertNear(Along(energy.Energy, x, v), (energy.EnergyGradient(x) * v).sum(1), 1e-9);
    }

    [Theory, MemberData(nameof(Names))]
    public void EnergyIsDifferentiableInTheParameters(string name)
    {
        using var scope = NewDisposeScope();
        var (energy, reference, x) = Setup(name);
        AssertSameGradients((nn.Module)energy, energy.Energy(x).mean(), reference, reference.Value(x).mean(), 1e-12);
    }

    [Theory, MemberData(nameof(Names))]
    public void GradientIsDifferentiableInTheParameters(string name)
    {
        using var scope = NewDisposeScope();
        var (energy, reference, x) = Setup(name);
        var ones = torch.ones(x.shape[0], dtype: float64);
        AssertSameGradients(
            (nn.Module)energy,
            energy.Energy(x).square().sum() + energy.EnergyGradient(x).square().sum(),
            reference,
            reference.Value(x).square().sum() + reference.Vjp(x, ones, createGraph: true).square().sum(),
            1e-11);
    }

    [Theory, MemberData(nameof(Names))]
    public void ArgumentsAreLeftAsTheyAreAndTemporariesDisposed(string name)
    {
        using var scope = NewDisposeScope();
        var (energy, _, x) = Setup(name);
        var copy = x.clone();
        Temporaries.AssertDisposed(Everything);

        Assert.True(x.equal(copy).all().item<bool>());

        void Everything()
        {
            energy.Energy(x).Dispose();
            energy.EnergyGradient(x).Dispose();
            var (value, gradient) = energy.EnergyAndGradient(x);
            value.Dispose();
            gradient.Dispose();
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void TakesAnEmptyBatch(string name)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var (energy, _, x) = Setup(name);
        Assert.Equal([0], energy.Energy(x[..0]).shape);
        Assert.Equal([0, energy.AmbientDimension], energy.EnergyGradient(x[..0]).shape);
    }

    [Theory, MemberData(nameof(Names))]
    public void WrongArgumentsAreNamed(string name)
    {
        using var scope = NewDisposeScope();
        var (energy, _, x) = Setup(name);
        Assert.Equal("x", Assert.Throws<ArgumentException>(() => energy.Energy(x[.., 1..])).ParamName);
        Assert.Equal("x", Assert.Throws<ArgumentException>(() => energy.EnergyGradient(x[0])).ParamName);
    }

    /// <summary>A case in double precision, the same one at every call.</summary>
    private protected abstract EnergyCase Setup(string name);
}
