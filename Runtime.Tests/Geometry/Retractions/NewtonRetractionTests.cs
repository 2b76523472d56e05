using DslManifolds.Geometry;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Solvers;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Geometry;

public sealed class NewtonRetractionTests : RetractionTests
{
    public override IRetraction Retraction { get; } = new NewtonRetraction();

    [Fact]
    public void ConvergesQuadratically()
    {
        using var scope = NewDisposeScope();
        using var frame = Retraction.At(new TestSphere(2), tensor(new double[,] { { 1, 0 } }));
        using var result = frame.Retract(tensor(new double[,] { { 0, 0.1 } }));
        Assert.InRange(result.Iterations[0], 1, 4);
    }

    [Fact]
    public void StopsAtItsLimit()
    {
        using var scope = NewDisposeScope();
        var retraction = new NewtonRetraction(new() { IterationLimit = 1 });
        using var frame = retraction.At(new TestSphere(2), tensor(new double[,] { { 1, 0 }, { 1, 0 } }));
        using var result = frame.Retract(tensor(new double[,] { { 0, 0.5 }, { 0, 0 } }));
        Assert.Equal([SolveStatus.IterationLimit, SolveStatus.Converged], result.Status);
        Assert.Equal([1, 0], result.Iterations);
    }

    [Fact]
    public void EvaluatesOnceAStepAndNeverAgainToAdvance()
    {
        using var scope = NewDisposeScope();
        var manifold = new CountingManifold(new TestSphere(2));
        var frame = Retraction.At(manifold, tensor(new double[,] { { 1, 0 } }));
        using var result = frame.Retract(tensor(new double[,] { { 0, 0.1 } }));
        using var next = frame.Advance(ones(1, torch.@bool));
        using var projected = next.Project(ones(1, 2, float64));
        Assert.Equal(1 + 1 + result.Iterations[0], manifold.Evaluations);
    }

    [Fact]
    public void RejectsWrongSettings()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new NewtonRetraction(new() { Tolerance = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NewtonRetraction(new() { IterationLimit = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NewtonRetraction(new() { HalvingLimit = -1 }));
    }
}
