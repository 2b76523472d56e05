using DslManifolds.Checkpoints;
using DslManifolds.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Operators;

/// <summary>Declared types with C# expressions, shapes of any dimension and trained numbers, as their users meet them.</summary>
public sealed class DeclaredExpressionTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dslmanifolds-").FullName;

    private static Dictionary<string, (Func<ScalarType, nn.Module> Make, Func<nn.Module, Tensor, Tensor> ClosedForm)> Cases { get; } = new()
    {
        [nameof(FreeSphere)] = (dtype => new FreeSphere(dtype: dtype), (model, x) => (x - Centre(model)).norm(1, keepdim: true) - Number(model, "Radius")),
        [nameof(CutSurface)] = (
            dtype => new CutSurface(3, dtype),
            (model, x) => cat([Layers(model).call(x), x[.., 2..] - Number(model, "Height")], 1)),
        [nameof(Axis)] = (_ => new Axis(), (_, x) => stack([x[.., 0], x[.., 2]], 1)),
        [nameof(SmallSphere)] = (_ => new SmallSphere(), (_, x) => x.square().sum(1, keepdim: true) - 0.25),
        [nameof(Frames)] = (_ => new Frames(), (_, x) =>
        {
            var (a, b) = (x.reshape(-1, 3, 2)[.., .., 0], x.reshape(-1, 3, 2)[.., .., 1]);
            return stack([a.square().sum(1) - 1, (a * b).sum(1), b.square().sum(1) - 1], 1);
        }
        ),
    };

    public static TheoryData<string> Manifolds => [.. Cases.Keys];

    [Theory, MemberData(nameof(Manifolds))]
    public void AgreesWithItsClosedFormAndAutograd(string name)
    {
        using var scope = NewDisposeScope();
        var (manifold, x, v, w) = Setup(name);
        var point = x.detach().requires_grad_();
        var value = Cases[name].ClosedForm((nn.Module)manifold, point);
        var jacobian = stack(value.unbind(1).Select(output => autograd.grad([output.sum()], [point], retain_graph: true)[0]), 1).detach();
        foreach (var grad in new[] { false, true })
        {
            using var mode = set_grad_enabled(grad);
            AssertNear(value, manifold.Value(x));
            AssertNear(jacobian, manifold.Jacobian(x));
            AssertNear(jacobian.matmul(v.unsqueeze(2)).squeeze(2), manifold.Jvp(x, v));
            AssertNear(w.unsqueeze(1).matmul(jacobian).squeeze(1), manifold.Vjp(x, w));
            AssertNear(jacobian.matmul(jacobian.transpose(1, 2)).matmul(w.unsqueeze(2)).squeeze(2), manifold.Gram(x, w));
            AssertNear(value, manifold.ValueAndGram(x, w).Value);
        }
    }

    [Theory, MemberData(nameof(Manifolds))]
    public void NoTensorIsLeftAfterAThousandCalls(string name)
    {
        using var scope = NewDisposeScope();
        var (manifold, x, v, w) = Setup(name);
        foreach (var grad in new[] { false, true })
        {
            using var mode = set_grad_enabled(grad);
            Everything();
            var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            for (var i = 0; i < 100; i++)
                Everything();
            Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        }

        // Ten calls.
        void Everything()
        {
            manifold.Value(x).Dispose();
            manifold.Jvp(x, v).Dispose();
            manifold.Vjp(x, w).Dispose();
            manifold.Gram(x, w).Dispose();
            manifold.Jacobian(x).Dispose();
            ((nn.Module<Tensor, Tensor>)manifold).call(x).Dispose();
            foreach (var (value, derivative) in new[]
                     {
                         manifold.ValueAndJvp(x, v), manifold.ValueAndVjp(x, w), manifold.ValueAndGram(x, w), manifold.ValueAndJacobian(x),
                     })
            {
                value.Dispose();
                derivative.Dispose();
            }
        }
    }

    [Theory, MemberData(nameof(Manifolds))]
    public void BatchesOfNoneAndOneKeepTheirShapes(string name)
    {
        using var scope = NewDisposeScope();
        var (manifold, x, _, w) = Setup(name);
        var (n, k) = (manifold.AmbientDimension, manifold.CodomainDimension);
        foreach (var batch in new[] { 0, 1 })
        {
            Assert.Equal([batch, k], manifold.Value(x[..batch]).shape);
            Assert.Equal([batch, k, n], manifold.Jacobian(x[..batch]).shape);
            Assert.Equal([batch, n], manifold.Vjp(x[..batch], w[..batch]).shape);
        }
    }

    [Fact]
    public void NumbersFollowConversionsCheckpointsAndWrites()
    {
        using var scope = NewDisposeScope();
        var file = Path.Combine(folder, "model.safetensors");
        var saved = new CutSurface(1);
        saved.Height = 0.75f;
        Assert.Equal(0.75f, saved.get_parameter("Height.value")!.item<float>());
        Checkpoint.Save(saved, file);
        var loaded = new CutSurface(2);
        var x = randn(5, 3);
        loaded.Value(x).Dispose();
        Checkpoint.Load(loaded, file);
        Assert.Equal(0.75f, loaded.Height);
        Assert.Equal(saved.Value(x), loaded.Value(x));

        // A conversion replaces the tensor; what the property reads and writes, and what the code computes with, must follow.
        loaded.to(ScalarType.Float64);
        loaded.Height = 0.5f;
        Assert.Equal(0.5, loaded.get_parameter("Height.value")!.item<double>());
        AssertNear(x[.., 2].to(ScalarType.Float64) - 0.5, loaded.Value(x.to(ScalarType.Float64))[.., 1]);
        Assert.Throws<ArgumentException>(() => loaded.Height = float.NaN);
        Assert.Equal(0.5f, loaded.Height);
        Assert.Contains(loaded.parameters(), parameter => ReferenceEquals(parameter, loaded.get_parameter("Height.value")));
    }

    [Fact]
    public void APotentialIsAnEnergy()
    {
        using var scope = NewDisposeScope();
        var well = new DoubleWell(dtype: ScalarType.Float64) { Stiffness = 3 };
        var x = Points(2).requires_grad_();
        var energy = (x[.., 0].square() - 1).square() / 4 + 3 * x[.., 1].square();
        var gradient = autograd.grad([energy.sum()], [x])[0];
        foreach (var grad in new[] { false, true })
        {
            using var mode = set_grad_enabled(grad);
            AssertNear(energy, well.Energy(x.detach()));
            AssertNear(gradient, well.EnergyGradient(x.detach()));
            AssertNear(energy, well.forward(x.detach()));
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static Tensor Number(nn.Module model, string name) => model.get_parameter($"{name}.value")!;

    private static Tensor Centre(nn.Module model) => stack([Number(model, "CentreX"), Number(model, "CentreY"), Number(model, "CentreZ")]);

    /// <summary>The layers of a model that has numbers besides, with their activations between.</summary>
    private static nn.Module<Tensor, Tensor> Layers(nn.Module model) => nn.Sequential(
        model.named_children().Where(child => int.TryParse(child.name, out _))
            .SelectMany(child => new[] { (nn.Module<Tensor, Tensor>)child.module, nn.SiLU() })
            .SkipLast(1));

    private static (IManifold Manifold, Tensor X, Tensor V, Tensor W) Setup(string name)
    {
        var manifold = (IManifold)Cases[name].Make(ScalarType.Float64);
        var (n, k) = (manifold.AmbientDimension, manifold.CodomainDimension);
        return (manifold, Points(n), Points(n), Points(k));
    }

    private static Tensor Points(int size)
    {
        random.manual_seed(size);
        return 1.5 * randn(7, size, dtype: ScalarType.Float64);
    }

    private static void AssertNear(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        var scale = 1 + expected.abs().max().item<double>();
        var error = (expected - actual).abs().max().item<double>() / scale;
        Assert.True(error <= 1e-12, $"Relative error {error:E2} is above 1E-12.");
    }
}
