using System.Reflection;
using System.Runtime.CompilerServices;
using DslManifolds.Generator.Emission;
using DslManifolds.Generator.Models;
using Snapshooter;
using Snapshooter.Xunit;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Generator.Tests.Emission;

/// <summary>Whole types of every sort of part: their text, and what they compute, against closed forms.</summary>
public sealed class EmittedTypeTests
{
    private const int Batch = 6;

    private static readonly Lazy<Assembly> Emitted = new(() => EmittedAssembly.Load(
        [.. HandMadeSpecs.All.Values.SelectMany(pair => new[] { pair.Declaration, TypeEmitter.Emit(pair.Spec).ToString() })]));

    public static TheoryData<string> Names => [.. HandMadeSpecs.All.Keys];

    public static TheoryData<string> Manifolds =>
        [.. HandMadeSpecs.All.Where(pair => pair.Value.Spec.Kind == ModelKind.Manifold).Select(pair => pair.Key)];

    [Theory]
    [MemberData(nameof(Names))]
    public void IsAsStored(string name)
        => Snapshot.Match(TypeEmitter.Emit(HandMadeSpecs.All[name].Spec).ToString(), new SnapshotFullName($"{name}.snap", Folder()));

    [Theory]
    [MemberData(nameof(Manifolds))]
    public void ValueIsTheClosedForm(string name)
    {
        using var scope = NewDisposeScope();
        var manifold = Make<IManifold>(name);
        var x = Points(manifold.AmbientDimension);
        foreach (var recorded in new[] { false, true })
        {
            using var mode = set_grad_enabled(recorded);
            AssertNear(ClosedForm(name, manifold, x), manifold.Value(x));
        }
    }

    [Theory]
    [MemberData(nameof(Manifolds))]
    public void DerivativesAreThoseOfAutograd(string name)
    {
        using var scope = NewDisposeScope();
        var manifold = Make<IManifold>(name);
        var (n, k) = (manifold.AmbientDimension, manifold.CodomainDimension);
        var (x, v, w) = (Points(n), Points(n), Points(k));
        var jacobian = AutogradJacobian(name, manifold, x);
        foreach (var recorded in new[] { false, true })
        {
            using var mode = set_grad_enabled(recorded);
            AssertNear(jacobian, manifold.Jacobian(x));
            AssertNear(jacobian.matmul(v.unsqueeze(2)).squeeze(2), manifold.Jvp(x, v));
            AssertNear(w.unsqueeze(1).matmul(jacobian).squeeze(1), manifold.Vjp(x, w));
            AssertNear(jacobian.matmul(jacobian.transpose(1, 2)).matmul(w.unsqueeze(2)).squeeze(2), manifold.Gram(x, w));
        }
    }

    /// <summary>Also results that do not depend on the point, which all rows could share but must not.</summary>
    [Theory]
    [MemberData(nameof(Manifolds))]
    public void ResultsAreTheCallersOwn(string name)
    {
        using var scope = NewDisposeScope();
        var manifold = Make<IManifold>(name);
        var (x, w) = (Points(manifold.AmbientDimension), Points(manifold.CodomainDimension));
        var copies = (X: x.clone(), W: w.clone());
        using var mode = no_grad();
        var expected = (manifold.ValueAndJacobian(x), manifold.ValueAndVjp(x, w));
        foreach (var (value, product) in new[] { manifold.ValueAndJacobian(x), manifold.ValueAndVjp(x, w), manifold.ValueAndGram(x, w) })
        {
            value.zero_();
            product[0] = double.NaN;
            Assert.False(product[1].isnan().any().item<bool>());
            Assert.False(value.isnan().any().item<bool>());
        }

        Assert.True(x.equal(copies.X).all().item<bool>());
        Assert.True(w.equal(copies.W).all().item<bool>());
        AssertNear(expected.Item1.Value, manifold.Value(x));
        AssertNear(expected.Item1.Jacobian, manifold.Jacobian(x));
        AssertNear(expected.Item2.Product, manifold.Vjp(x, w));
    }

    [Fact]
    public void EnergyIsTheClosedFormAndItsGradientThatOfAutograd()
    {
        using var scope = NewDisposeScope();
        var well = Make<IEnergy>("DoubleWell");
        var x = Points(2).requires_grad_();
        var closed = 0.25 * (x[.., 0].square() - 1).square() + 2 * x[.., 1].square();
        var gradient = autograd.grad([closed.sum()], [x])[0];
        foreach (var recorded in new[] { false, true })
        {
            using var mode = set_grad_enabled(recorded);
            AssertNear(closed, well.Energy(x.detach()));
            AssertNear(gradient, well.EnergyGradient(x.detach()));
            AssertNear(gradient, well.EnergyAndGradient(x.detach()).Gradient);
        }
    }

    [Fact]
    public void NumbersAreReadAndWritten()
    {
        using var scope = NewDisposeScope();
        dynamic ball = Make<IManifold>("Ball", ScalarType.Float32);
        var type = (Type)ball.GetType();
        Assert.Equal((0.0, 1f), (Get<double>("CentreX"), Get<float>("Radius")));
        Set("CentreX", 0.25);
        Set("Radius", 2f);
        Assert.Equal((0.25, 2f), (Get<double>("CentreX"), Get<float>("Radius")));
        using (no_grad())
            Assert.Equal(0.75f * 0.75f - 4, ((IManifold)ball).Value(tensor(new[,] { { 1f, 0f } })).item<float>(), 1e-6f);
        foreach (var wrong in new[] { double.NaN, double.PositiveInfinity, 1e300 })
            Assert.Contains("CentreX", Assert.Throws<ArgumentException>(() => Set("CentreX", wrong)).Message);
        Assert.Equal(0.25, Get<double>("CentreX"));
        Assert.False(Property("CentreY").SetMethod!.IsPublic);
        Assert.Null(Emitted.Value.GetType("Consumer.Learned")!.GetProperty("Level")!.SetMethod);

        PropertyInfo Property(string name) => type.GetProperty(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)!;

        T Get<T>(string name) => (T)Property(name).GetValue((object)ball)!;

        void Set(string name, object value)
            => Property(name).GetSetMethod(nonPublic: true)!.Invoke((object)ball, BindingFlags.DoNotWrapExceptions, null, [value], null);
    }

    [Fact]
    public void NumbersAreParametersOfTheModule()
    {
        using var scope = NewDisposeScope();
        var torus = Make<nn.Module>("Torus", ScalarType.Float32);
        Assert.Equal(["Major.value", "Minor.value"], torus.named_parameters().Select(parameter => parameter.name).Order());
        Assert.Equal(["Major.value", "Minor.value"], torus.state_dict().Keys.Order());

        var x = Points(3);
        torus.to(ScalarType.Float64);
        var major = torus.GetType().GetProperty("Major")!;
        major.SetValue(torus, 2.5);
        Assert.Equal(2.5, torus.get_parameter("Major.value")!.item<double>());
        AssertNear(ClosedForm("Torus", (IManifold)torus, x), ((IManifold)torus).Value(x));

        // ∂F/∂R = −2 (√(x² + y²) − R) and ∂F/∂r = −2 r, also of what the derivatives are made of.
        ((IManifold)torus).Value(x).sum().backward();
        var ring = (x[.., 0].square() + x[.., 1].square()).sqrt();
        AssertNear((-2 * (ring - 2.5)).sum(), torus.get_parameter("Major.value")!.grad!);
        AssertNear(tensor(-2.0 * Batch), torus.get_parameter("Minor.value")!.grad!);
        torus.zero_grad();
        ((IManifold)torus).Vjp(x, ones([Batch, 1], dtype: ScalarType.Float64))[.., 0].sum().backward();
        AssertNear((-2 * x[.., 0] / ring).sum(), torus.get_parameter("Major.value")!.grad!);
    }

    [Fact]
    public void ModelsWithoutParametersTakeAnyFloatingType()
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var sphere = Make<IManifold>("Sphere");
        Assert.Empty(((nn.Module)sphere).parameters());
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var counts = new List<long>();
        for (var i = 0; i < 20; i++)
        {
            foreach (var dtype in new[] { ScalarType.Float32, ScalarType.Float64 })
            {
                using var x = ones([2, 4], dtype: dtype);
                using var value = sphere.Value(x);
                Assert.Equal(dtype, value.dtype);
                Assert.Equal(4 - 2.25, value[0, 0].to(ScalarType.Float64).item<double>());
            }

            counts.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount - before);
        }

        // Constants of both types once; what the assertions make is the same every time.
        Assert.Single(counts.Zip(counts.Skip(1), (a, b) => b - a).Distinct());
        AssertWrong("x", () => sphere.Value(ones([2, 4], dtype: ScalarType.Int64)));
        AssertWrong("x", () => sphere.Value(ones(2, 3)));
        AssertWrong("v", () => sphere.Jvp(ones(2, 4), ones([2, 4], dtype: ScalarType.Float64)));
        AssertWrong("v", () => sphere.Jvp(ones(2, 4), ones(1, 4)));
        AssertWrong("w", () => sphere.Vjp(ones(2, 4), ones(2, 2)));
        AssertWrong("x", () => Make<IManifold>("Torus").Value(ones(2, 3)));

        static void AssertWrong(string argument, Action call) => Assert.Equal(argument, Assert.Throws<ArgumentException>(call).ParamName);
    }

    [Fact]
    public void ConstantsGoWithTheModule()
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var x = Points(6);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (var stiefel = Make<nn.Module<Tensor, Tensor>>("Stiefel"))
            ((IManifold)stiefel).Jacobian(x).Dispose();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    /// <summary>A constant of one call that lived in the caller's scope would be gone at the next.</summary>
    [Theory]
    [MemberData(nameof(Manifolds))]
    public void ConstantsOutliveTheCallersScope(string name)
    {
        using var outer = NewDisposeScope();
        var manifold = Make<IManifold>(name);
        var x = Points(manifold.AmbientDimension);
        for (var i = 0; i < 2; i++)
        {
            using var inner = NewDisposeScope();
            AssertNear(ClosedForm(name, manifold, x), manifold.Value(x));
            manifold.Jacobian(x);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ShapesStandInAttributes(string name)
    {
        var shape = HandMadeSpecs.All[name].Spec.Shape;
        var type = Emitted.Value.GetType($"Consumer.{name}")!;
        var manifold = type.GetCustomAttribute<ManifoldShapeAttribute>();
        Assert.Equal(shape.HasManifold ? (shape.Ambient, shape.Dimension, shape.Outputs) : null, manifold is null ? null : Of(manifold));
        Assert.Equal(shape.HasEnergy ? shape.Ambient : null, type.GetCustomAttribute<EnergyShapeAttribute>()?.Ambient);

        static (int, int, int)? Of(ManifoldShapeAttribute attribute) => (attribute.Ambient, attribute.Dimension, attribute.Outputs);
    }

    private static Tensor ClosedForm(string name, IManifold manifold, Tensor x)
    {
        var c = x.unbind(1);
        switch (name)
        {
            case "Torus":
                return Column(((c[0].square() + c[1].square()).sqrt() - Number("Major")).square() + c[2].square() - Number("Minor").square());
            case "Ball":
                return Column((c[0] - Number("CentreX")).square() + (c[1] - Number("CentreY")).square() - Number("Radius").square());
            case "Sphere":
                return x.square().sum(1, keepdim: true) - 2.25;
            case "Stiefel":
                var columns = x.reshape(-1, 3, 2);
                var gram = columns.transpose(1, 2).matmul(columns) - eye(2, dtype: x.dtype);
                return stack([gram[.., 0, 0], gram[.., 0, 1], gram[.., 1, 1]], 1);
            case "Line":
                return stack([2 * c[0] - c[1], c[2]], 1);
            case "Learned":
                var level = Number("Level");
                var hidden = nn.functional.silu(nn.functional.linear(x, Number("0.weight"), Number("0.bias")));
                hidden = nn.functional.silu(nn.functional.linear(hidden, Number("2.weight"), Number("2.bias")));
                return cat(
                    [
                        nn.functional.linear(hidden, Number("4.weight"), Number("4.bias")),
                        Column(c[4].exp() - level),
                        Column(where(c[0] < level, c[1].square(), c[2].minimum(c[3]))),
                    ],
                    1);
            default:
                throw new ArgumentOutOfRangeException(nameof(name), name, null);
        }

        Tensor Number(string parameter) => ((nn.Module)manifold).get_parameter(parameter.Contains('.') ? parameter : parameter + ".value")!;
    }

    private static Tensor Column(Tensor x) => x.unsqueeze(1);

    private static Tensor AutogradJacobian(string name, IManifold manifold, Tensor x)
    {
        using var mode = enable_grad();
        var point = x.clone().requires_grad_();
        var value = ClosedForm(name, manifold, point);
        var rows = value.unbind(1).Select(output => autograd.grad([output.sum()], [point], retain_graph: true)[0]);
        return stack(rows, 1).detach();
    }

    private static T Make<T>(string name, ScalarType dtype = ScalarType.Float64)
        where T : class
        => (T)Activator.CreateInstance(Emitted.Value.GetType($"Consumer.{name}")!, 0L, dtype, null)!;

    private static Tensor Points(int size)
    {
        random.manual_seed(size);
        return 1.5 * randn(Batch, size, dtype: ScalarType.Float64);
    }

    private static void AssertNear(Tensor expected, Tensor actual, double tolerance = 1e-12)
    {
        Assert.Equal(expected.shape, actual.shape);
        var scale = 1 + expected.abs().max().item<double>();
        var error = (expected - actual).abs().max().item<double>() / scale;
        Assert.True(error <= tolerance, $"Relative error {error:E2} is above {tolerance:E0}.");
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
