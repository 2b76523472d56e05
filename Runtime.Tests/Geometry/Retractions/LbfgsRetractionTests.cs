using DslManifolds.Geometry;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Solvers;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Geometry;

public sealed class LbfgsRetractionTests : RetractionTests
{
    public override IRetraction Retraction { get; } = new LbfgsRetraction();

    [Fact]
    public void AgreesWithNewton()
    {
        using var scope = NewDisposeScope();
        var manifold = new TestTorus();
        var x = tensor(new double[,] { { 4, 0, 0 }, { 0, 3, 1 }, { 0, -2, 0 } });
        var displacement = tensor(new double[,] { { 0, 0.2, 0.3 }, { 0.1, 0.2, 0 }, { 0.2, 0, -0.1 } });
        using var frame = Retraction.At(manifold, x);
        using var newtonFrame = new NewtonRetraction().At(manifold, x);
        using var result = frame.Retract(displacement);
        using var newton = newtonFrame.Retract(displacement);
        Assert.True(result.AllConverged);
        Assert.True((result.Value - newton.Value).abs().max().item<double>() < 1e-9);
    }

    [Fact]
    public void RejectsWrongSettings()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new LbfgsRetraction(new() { Tolerance = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new LbfgsRetraction(new() { ConjugateGradients = new ConjugateGradientsOptions { IterationLimit = -1 } }));
    }
}
