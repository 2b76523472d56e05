using DslManifolds.Geometry;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Solvers;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Geometry;

public sealed class ManifoldProjectionTests
{
    private const ManifoldProjectionMethod Damped = ManifoldProjectionMethod.LevenbergMarquardt;
    private const ManifoldProjectionMethod Lbfgs = ManifoldProjectionMethod.LimitedMemoryBfgs;

    public static TheoryData<string, ManifoldProjectionMethod> Cases => new()
    {
        { "sphere", Damped }, { "torus", Damped }, { "latitude", Damped }, { "twice", Damped },
        { "sphere", Lbfgs }, { "torus", Lbfgs }, { "latitude", Lbfgs }, { "twice", Lbfgs },
    };

    public static TheoryData<ManifoldProjectionMethod> Methods => [Damped, Lbfgs];

    [Theory]
    [MemberData(nameof(Cases))]
    public void EndsOnTheManifoldAndStaysThere(string name, ManifoldProjectionMethod method)
    {
        using var scope = NewDisposeScope();
        var manifold = Create(name);
        var x = 3 * rand([200, 3], dtype: float64, generator: new torch.Generator(3)) - 1.5;
        var options = new ManifoldProjectionOptions { Method = method };
        using var result = ManifoldProjection.Project(manifold, x, options);
        Assert.True(result.AllConverged, string.Join(" ", result.Status));
        Assert.True(Largest(manifold.Value(result.Value)) <= 1e-10);
        Assert.True(result.Residual.Max() <= 1e-10);
        using var again = ManifoldProjection.Project(manifold, result.Value, options);
        Assert.Equal(0, Largest(again.Value - result.Value));
        Assert.All(again.Iterations, count => Assert.Equal(0, count));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void SinglePrecisionReachesItsTolerance(ManifoldProjectionMethod method)
    {
        using var scope = NewDisposeScope();
        var manifold = new TestSphere(3);
        var x = 3 * rand([500, 3], dtype: float32, generator: new torch.Generator(4)) - 1.5;
        using var result = ManifoldProjection.Project(manifold, x, new() { Method = method });
        Assert.Equal(float32, result.Value.dtype);
        Assert.True(result.AllConverged, string.Join(" ", result.Status));
        Assert.True(manifold.Value(result.Value).abs().max().item<float>() <= 1e-5);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void AStationaryPointOffTheManifoldIsStalled(ManifoldProjectionMethod method)
    {
        using var scope = NewDisposeScope();
        var x = tensor(new double[,] { { 0, 0, 0 }, { 0.1, 0, 0 } });
        using var result = ManifoldProjection.Project(new TestSphere(3), x, new() { Method = method });
        Assert.Equal([SolveStatus.Stalled, SolveStatus.Converged], result.Status);
        Assert.Equal(1, result.Residual[0]);

        // |x|² + 1 has no zero at all; its least value is 1.
        using var none = ManifoldProjection.Project(new TestNowhere(), x + 0.3, new() { Method = method });
        Assert.All(none.Status, status => Assert.Equal(SolveStatus.Stalled, status));
        Assert.All(none.Residual, residual => Assert.InRange(residual, 1, 1 + 1e-6));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void ASampleThatIsNotFiniteSpoilsNoOther(ManifoldProjectionMethod method)
    {
        using var scope = NewDisposeScope();
        var x = 3 * rand([8, 3], dtype: float64, generator: new torch.Generator(5)) - 1.5;
        using var clean = ManifoldProjection.Project(new TestTorus(), x, new() { Method = method });
        var spoiled = x.clone();
        spoiled[3, 1] = double.NaN;
        using var result = ManifoldProjection.Project(new TestTorus(), spoiled, new() { Method = method });
        for (var i = 0; i < 8; i++)
        {
            Assert.Equal(i == 3 ? SolveStatus.NotFinite : SolveStatus.Converged, result.Status[i]);
            if (i != 3)
                Assert.True(Largest(result.Value[i] - clean.Value[i]) < 1e-10);
        }

        Assert.Equal(double.PositiveInfinity, result.Residual[3]);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void EachSampleEndsAsItDoesAlone(ManifoldProjectionMethod method)
    {
        using var scope = NewDisposeScope();
        var x = 3 * rand([20, 3], dtype: float64, generator: new torch.Generator(6)) - 1.5;
        using var together = ManifoldProjection.Project(new TestLatitude(), x, new() { Method = method });
        for (var i = 0; i < 20; i++)
        {
            using var alone = ManifoldProjection.Project(new TestLatitude(), x.slice(0, i, i + 1, 1), new() { Method = method });
            Assert.Equal(alone.Status[0], together.Status[i]);
            Assert.True(Largest(alone.Value[0] - together.Value[i]) < 1e-9);
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void StopsAtItsLimit(ManifoldProjectionMethod method)
    {
        using var scope = NewDisposeScope();
        var options = new ManifoldProjectionOptions { Method = method, IterationLimit = 1 };
        using var result = ManifoldProjection.Project(new TestTorus(), full([2, 3], 20.0, dtype: float64), options);
        Assert.All(result.Status, status => Assert.Equal(SolveStatus.IterationLimit, status));
        Assert.All(result.Iterations, count => Assert.Equal(1, count));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void LeavesNoTensorBehind(ManifoldProjectionMethod method)
    {
        using var x = full([30, 3], 0.7, dtype: float64);
        ManifoldProjection.Project(new TestTorus(), x, new() { Method = method }).Dispose();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var i = 0; i < 10; i++)
            ManifoldProjection.Project(new TestTorus(), x, new() { Method = method }).Dispose();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Equal(0.7, x.max().item<double>());
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void AnEmptyBatchIsNoProblem(ManifoldProjectionMethod method)
    {
        using var scope = NewDisposeScope();
        var none = zeros(0, 3, float64);
        using var result = ManifoldProjection.Project(new TestLatitude(), none, new() { Method = method });
        Assert.Empty(result.Status);
    }

    [Fact]
    public void RejectsWrongArguments()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, 3, float64);
        Assert.Throws<ArgumentException>(() => ManifoldProjection.Project(new TestSphere(2), x));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => ManifoldProjection.Project(new TestSphere(3), x, new() { Tolerance = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => ManifoldProjection.Project(new TestSphere(3), x, new() { Method = (ManifoldProjectionMethod)7 }));
    }

    private static IManifold Create(string name) => name switch
    {
        "sphere" => new TestSphere(3),
        "torus" => new TestTorus(1, 0.4),
        "latitude" => new TestLatitude(),
        _ => new TestTwice(new TestLatitude()),
    };

    private static double Largest(Tensor x) => x.abs().max().item<double>();
}
