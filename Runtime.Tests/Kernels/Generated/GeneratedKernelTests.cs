using System.Numerics;
using DslManifolds.Kernels;
using DslManifolds.Operators;
using DslManifolds.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Kernels.Generated;

/// <summary>
/// The kernels of every type that this assembly or the runtime declares, against the tensors' methods of the same type with the same
/// parameters in double precision.
/// </summary>
[Trait("Category", "Kernels")]
[Trait("Category", "KernelsReduced")]
public sealed class GeneratedKernelTests
{
    /// <summary>
    /// Parts of the greatest number of a result. In float, functions are exact to 5e-7 and sums of up to 256 terms add a few roundings
    /// of 6e-8 each, through up to nine layers; in double, 1e-14 and 1e-16.
    /// </summary>
    private const double FloatTolerance = 2e-5;

    private const double DoubleTolerance = 1e-12;

    /// <summary>No multiple of the lanes of a vector.</summary>
    private const int Batch = 21;

    private static readonly Type[] Declared =
    [
        .. typeof(GeneratedKernelTests).Assembly.GetTypes().Concat(typeof(IManifoldKernelSource).Assembly.GetTypes())
            .Where(type => type.IsAssignableTo(typeof(nn.Module))
                && (type.IsAssignableTo(typeof(IManifoldKernelSource)) || type.IsAssignableTo(typeof(IEnergyKernelSource))))
            .OrderBy(type => type.FullName, StringComparer.Ordinal),
    ];

    public static TheoryData<string> Manifolds => [.. Named<IManifoldKernelSource>()];

    public static TheoryData<string> Energies => [.. Named<IEnergyKernelSource>()];

    [Theory, MemberData(nameof(Manifolds))]
    public void ManifoldAgreesInFloat(string name) => Manifold<float>(name, float32, FloatTolerance);

    [Theory, MemberData(nameof(Manifolds))]
    public void ManifoldAgreesInDouble(string name) => Manifold<double>(name, float64, DoubleTolerance);

    [Theory, MemberData(nameof(Energies))]
    public void EnergyAgreesInFloat(string name) => Energy<float>(name, float32, FloatTolerance);

    [Theory, MemberData(nameof(Energies))]
    public void EnergyAgreesInDouble(string name) => Energy<double>(name, float64, DoubleTolerance);

    [Fact]
    public void EveryDeclaredTypeHasKernels()
    {
        var models = typeof(GeneratedKernelTests).Assembly.GetTypes().Where(type => type.IsDefined(typeof(ManifoldShapeAttribute), false));
        Assert.All(models, type => Assert.Contains(type, Declared));
        Assert.True(Declared.Length > 60);
    }

    private static void Manifold<T>(string name, ScalarType dtype, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var (model, reference) = Models(name, dtype);
        var manifold = (IManifold)reference;
        random.manual_seed(1);
        var (x, v, w) = (Points(manifold.AmbientDimension, dtype), Points(manifold.AmbientDimension, dtype), Points(manifold.CodomainDimension, dtype));
        Assert.True(((IManifoldKernelSource)model).UseManifoldKernel(new ManifoldKernelUse<T>(manifold, x, v, w, tolerance)));
    }

    private static void Energy<T>(string name, ScalarType dtype, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var (model, reference) = Models(name, dtype);
        var energy = (IEnergy)reference;
        random.manual_seed(1);
        var x = Points(energy.AmbientDimension, dtype);
        // Not a number elsewhere.
        if (reference is HalfEnergy)
            x.abs_();
        Assert.True(((IEnergyKernelSource)model).UseEnergyKernel(new EnergyKernelUse<T>(energy, x, tolerance)));
    }

    private static Tensor Points(int columns, ScalarType dtype) => (rand(Batch, columns, dtype: dtype) * 1.8) - 0.9;

    /// <summary>A model, and another one in double precision with the same parameters.</summary>
    private static (nn.Module Model, nn.Module Reference) Models(string name, ScalarType dtype)
    {
        var type = Declared.Single(type => type.FullName == name);
        var (model, reference) = (Made(type, dtype), Made(type, float64));
        foreach (var (target, source) in reference.parameters().Zip(model.parameters()))
            target.copy_(source);
        return (model, reference);
    }

    private static nn.Module Made(Type type, ScalarType dtype)
    {
        var model = (nn.Module)Activator.CreateInstance(type, 3L, dtype, null)!;
        foreach (var normalization in model.modules().OfType<UnionNormalization>())
            normalization.Set([.. Enumerable.Range(0, normalization.Count).Select(i => 0.3 - (0.5 * i))]);
        return model;
    }

    private static IEnumerable<string> Named<TSource>()
        => Declared.Where(type => type.IsAssignableTo(typeof(TSource))).Select(type => type.FullName!);
}
