using DslManifolds.Checkpoints;
using DslManifolds.Runtime.Tests.Models;
using TorchSharp;
using static DslManifolds.Runtime.Tests.Operators.Differences;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Operators;

/// <summary>Composites as modules: operands of their own and shared ones, disposal, state, conversion.</summary>
public sealed class CompositeModuleTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dslmanifolds-").FullName;

    [Fact]
    public void ASharedOperandIsTrainedOnceAndKeptUnderEachPath()
    {
        using var scope = NewDisposeScope();
        var surface = new SurfaceNet(1, float64);
        var both = new TwoSurfaces(new LeftSurface(surface), new RightSurface(surface));
        Assert.Equal(
            surface.parameters().Select(parameter => parameter.Handle), both.parameters().Select(parameter => parameter.Handle));
        var keys = surface.state_dict().Keys;
        var paths = new[] { "leftSurface", "rightSurface" }.SelectMany(side => keys.Select(key => $"{side}.surfaceNet.{key}"));
        Assert.Equal(paths.Order(), both.state_dict().Keys.Order());

        // A step on the shared parameters is seen on both sides.
        var optimizer = optim.SGD(both.parameters(), 0.1);
        var x = randn(4, 3, dtype: float64);
        both.Value(x).square().sum().backward();
        optimizer.step();
        using var mode = no_grad();
        var shift = tensor(new[] { 0.5, 0, 0 }, float64);
        AssertNear(surface.Value(x + shift) * surface.Value(x - shift), both.Value(x));
    }

    [Fact]
    public void OneInstanceMayBeSeveralOperands()
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var curve = new SineNet(1, float64);
        var twice = new TwoCurves(curve, curve);
        Assert.Same(twice.SineNet1, twice.SineNet2);
        Assert.Equal(curve.parameters().Count(), twice.parameters().Count());
        var x = randn(4, 3, dtype: float64);
        var value = curve.Value(x);
        AssertNear((value.unsqueeze(2) * value.unsqueeze(1)).flatten(1), twice.Value(x));

        twice.to(float32);
        AssertNear(twice.Value(x.to(float32)).to(float64), (value.unsqueeze(2) * value.unsqueeze(1)).flatten(1), 1e-5);
    }

    [Fact]
    public void GivenOperandsOutliveACompositeAndItsOwnDoNot()
    {
        var surface = new SurfaceNet(1);
        using (var left = new LeftSurface(surface))
        using (var both = new TwoSurfaces(left, new RightSurface(surface)))
            both.Value(zeros(1, 3)).Dispose();
        Assert.All(surface.parameters(), parameter => Assert.False(parameter.IsInvalid));
        surface.Value(zeros(1, 3)).Dispose();
        surface.Dispose();

        var own = new TwoSurfaces(2);
        var parameters = own.parameters().ToList();
        Assert.Equal(12, parameters.Count);
        own.Dispose();
        Assert.All(parameters, parameter => Assert.True(parameter.IsInvalid));
    }

    [Fact]
    public void NoTensorOutlivesAComposite()
    {
        using (var first = new SphereModels(1))
            Use(first);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (var second = new SphereModels(2))
            Use(second);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        static void Use(SphereModels models)
        {
            using var scope = NewDisposeScope();
            models.Normalization.Set(0, 0);
            models.ValueAndGram(ones(3, 3), ones(3, 1));
            models.EnergyAndGradient(ones(3, 3));
        }
    }

    [Fact]
    public void SeedsDecideTheStartsOfAllOperands()
    {
        using var scope = NewDisposeScope();
        var both = new TwoSurfaces(5);
        Assert.Equal(both.state_dict().Values, new TwoSurfaces(5).state_dict().Values);
        var (left, right) = (both.LeftSurface.SurfaceNet, both.RightSurface.SurfaceNet);
        Assert.NotEqual(left.get_parameter("0.weight"), right.get_parameter("0.weight"));
    }

    [Fact]
    public void ACompositeComputesTheSameFromAFile()
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var file = Path.Combine(folder, "models.safetensors");
        var x = randn(20, 3);
        var saved = new SphereModels(1);
        saved.Normalization.Set(1.25, -0.5);
        Checkpoint.Save(saved, file);
        var loaded = new SphereModels(2);
        Checkpoint.Load(loaded, file);
        Assert.Equal([1.25, -0.5], loaded.Normalization.LogNormalizers);
        Assert.Equal(saved.Value(x), loaded.Value(x));
        Assert.Equal(saved.Energy(x), loaded.Energy(x));
        Assert.Equal(saved.EnergyGradient(x), loaded.EnergyGradient(x));
    }

    [Fact]
    public void ASharedOperandComputesTheSameFromAFile()
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var file = Path.Combine(folder, "surfaces.safetensors");
        var x = randn(20, 3);
        var surface = new SurfaceNet(1);
        var saved = new TwoSurfaces(new LeftSurface(surface), new RightSurface(surface));
        Checkpoint.Save(saved, file);
        foreach (var other in new[] { new TwoSurfaces(2), Shared(new SurfaceNet(3)) })
        {
            Checkpoint.Load(other, file);
            Assert.Equal(saved.Jacobian(x), other.Jacobian(x));
        }

        static TwoSurfaces Shared(SurfaceNet surface) => new(new LeftSurface(surface), new RightSurface(surface));
    }

    [Fact]
    public void DimensionsAreKnownToTypesAndInstances()
    {
        Assert.Equal((3, 2, 2), (SurfaceAndCurve.AmbientDimension, SurfaceAndCurve.Dimension, SurfaceAndCurve.CodomainDimension));
        Assert.Equal((3, 1, 2), Generic<SphereRing>());
        Assert.Equal((5, 2, 3), Generic<CircleTimesCurve>());
        using var union = new TwoCurves(0);
        IManifold manifold = union;
        // More outputs than the codimension.
        Assert.Equal((3, 1), (manifold.AmbientDimension, manifold.Dimension));
        Assert.Equal((4, 2), (manifold.CodomainDimension, manifold.Codimension));

        static (int, int, int) Generic<T>()
            where T : IManifold<T> => (T.AmbientDimension, T.Dimension, T.CodomainDimension);
    }

    [Fact]
    public void AMissingOperandIsNamed()
    {
        using var surface = new SurfaceNet(0);
        using var left = new LeftSurface(surface);
        Assert.Equal("rightSurface", Assert.Throws<ArgumentNullException>(() => new TwoSurfaces(left, null!)).ParamName);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
