using TorchSharp;
using static DslManifolds.Runtime.Tests.Operators.Differences;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Operators;

/// <summary>E of composites and its gradient, against autograd of the plain formula and differences.</summary>
public sealed class CompositeEnergyTests
{
    private const int Batch = 9;

    public static TheoryData<string> Composites => [.. CompositeCases.Energies.Keys];

    [Theory, MemberData(nameof(Composites))]
    public void AgreesWithAutograd(string name)
    {
        using var scope = NewDisposeScope();
        var (composite, reference, x) = Setup(name);
        var ones = torch.ones(Batch, dtype: float64);
        foreach (var grad in new[] { false, true })
        {
            using var mode = set_grad_enabled(grad);
            AssertNear(reference.Value(x), composite.Energy(x));
            AssertNear(reference.Vjp(x, ones), composite.EnergyGradient(x));
            var (energy, gradient) = composite.EnergyAndGradient(x);
            AssertNear(reference.Value(x), energy);
            AssertNear(reference.Vjp(x, ones), gradient);
        }
    }

    [Theory, MemberData(nameof(Composites))]
    public void GradientIsTheLimitOfDifferences(string name)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var (composite, _, x) = Setup(name);
        // A short way, on which no point changes its component.
        var v = 0.1 * randn_like(x);
        AssertNear(Along(composite.Energy, x, v), (composite.EnergyGradient(x) * v).sum(1), 1e-9);
    }

    [Theory, MemberData(nameof(Composites))]
    public void GradientIsDifferentiableInTheParameters(string name)
    {
        using var scope = NewDisposeScope();
        var (composite, reference, x) = Setup(name);
        var parameters = ((nn.Module)composite).parameters().Cast<Tensor>().ToList();
        var ones = torch.ones(Batch, dtype: float64);
        var ours = autograd.grad(
            [composite.Energy(x).square().sum() + composite.EnergyGradient(x).square().sum()], parameters, allow_unused: true);
        var theirs = autograd.grad(
            [reference.Value(x).square().sum() + reference.Vjp(x, ones, createGraph: true).square().sum()],
            parameters,
            allow_unused: true);
        for (var i = 0; i < parameters.Count; i++)
        {
            // F has no part in an energy.
            Assert.Equal(theirs[i] is null || theirs[i].IsInvalid, ours[i] is null || ours[i].IsInvalid);
            if (theirs[i] is { IsInvalid: false })
                AssertNear(theirs[i], ours[i], 1e-11);
        }
    }

    [Theory, MemberData(nameof(Composites))]
    public void TemporariesAreDisposed(string name)
    {
        using var scope = NewDisposeScope();
        var (composite, _, x) = Setup(name);
        var copy = x.clone();
        foreach (var grad in new[] { false, true })
        {
            using var mode = set_grad_enabled(grad);
            Everything();
            var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            for (var i = 0; i < 5; i++)
                Everything();
            Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        }

        Assert.True(x.equal(copy).all().item<bool>());

        void Everything()
        {
            composite.Energy(x).Dispose();
            composite.EnergyGradient(x).Dispose();
            var (energy, gradient) = composite.EnergyAndGradient(x);
            energy.Dispose();
            gradient.Dispose();
        }
    }

    [Theory, MemberData(nameof(Composites))]
    public void TakesAnEmptyBatch(string name)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var (composite, _, x) = Setup(name);
        Assert.Equal([0], composite.Energy(x[..0]).shape);
        Assert.Equal([0, composite.AmbientDimension], composite.EnergyGradient(x[..0]).shape);
    }

    [Theory, MemberData(nameof(Composites))]
    public void WrongArgumentsAreNamed(string name)
    {
        using var scope = NewDisposeScope();
        var (composite, _, x) = Setup(name);
        Assert.Equal("x", Assert.Throws<ArgumentException>(() => composite.Energy(x[.., 1..])).ParamName);
        Assert.Equal("x", Assert.Throws<ArgumentException>(() => composite.EnergyGradient(x[0])).ParamName);
    }

    private static (IEnergy Composite, Reference Reference, Tensor X) Setup(string name)
    {
        var (composite, energy) = CompositeCases.Energies[name]();
        random.manual_seed(name.Length);
        // From inside the small sphere to outside of the large one, so that both components of a union are met.
        var radii = linspace(0.5, 3, Batch, dtype: float64).unsqueeze(1);
        var x = nn.functional.normalize(randn(Batch, composite.AmbientDimension, dtype: float64)) * radii;
        return (composite, new Reference(new FunctionModule(energy)), x);
    }
}
