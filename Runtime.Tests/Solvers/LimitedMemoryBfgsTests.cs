using DslManifolds.Solvers;
using TorchSharp;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Solvers;

public sealed class LimitedMemoryBfgsTests(ITestOutputHelper output)
{
    [Fact]
    public void InABatchOfUnrelatedProblemsEachEndsAsItDoesAlone()
    {
        using var scope = NewDisposeScope();
        var all = new UnrelatedProblems();
        using var together = LimitedMemoryBfgs.Minimize(all.Evaluate, all.Start());
        for (var i = 0; i < all.Count; i++)
        {
            var one = new UnrelatedProblems(i);
            using var alone = LimitedMemoryBfgs.Minimize(one.Evaluate, one.Start());
            output.WriteLine($"{all.Name(i)}: {alone.Status[0]} after {alone.Iterations[0]}, residual {alone.Residual[0]:g3}");
            Assert.Equal(alone.Status[0], together.Status[i]);
            Assert.Equal(alone.Iterations[0], together.Iterations[i]);
            var difference = (together.Value[i] - alone.Value[0]).abs().max().item<double>();
            Assert.True(difference <= 1e-10, $"{all.Name(i)}: {difference}");
        }
    }

    [Fact]
    public void EachProblemEndsWithTheStatusItDeserves()
    {
        using var scope = NewDisposeScope();
        var all = new UnrelatedProblems();
        using var result = LimitedMemoryBfgs.Minimize(all.Evaluate, all.Start());
        SolveStatus[] expected =
        [
            SolveStatus.Converged, SolveStatus.Converged, SolveStatus.Converged, SolveStatus.Converged, SolveStatus.Converged,
            SolveStatus.Converged, SolveStatus.NotFinite, SolveStatus.NotFinite, SolveStatus.NotFinite, SolveStatus.Stalled,
            SolveStatus.Converged, SolveStatus.Converged,
        ];
        Assert.Equal(expected, result.Status);
        Assert.True(result.Value.isfinite().all().item<bool>());
        AssertClose(result.Value[0], [1, 1, 1, 1], 1e-7);
        AssertClose(result.Value[1], [1, 1, 1, 1], 1e-7);
        AssertClose(result.Value[2], [0, 0, 0, 0], 1e-7);
        AssertClose(result.Value[3], [0, 0, 0, 0], 1e-7);
        AssertClose(result.Value[5], [1, 1, 1, 1], 1e-7);
        AssertClose(result.Value[10], [0, 0, 0, 0], 2e-3);
        AssertClose(result.Value[11], [0, 0, 0, 0], 1e-7);
        Assert.Equal(0, result.Iterations[4]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(30)]
    public void MinimisesRosenbrockInSeveralDimensions(int dimension)
    {
        using var scope = NewDisposeScope();
        var start = rand([8, dimension], dtype: float64, generator: new torch.Generator(2)) * 2;
        using var result = LimitedMemoryBfgs.Minimize((x, _) => Rosenbrock(x), start, new() { IterationLimit = 1000 });
        Assert.True(result.AllConverged);
        var (values, _) = Rosenbrock(result.Value);
        foreach (var value in values.data<double>().ToArray())
        {
            // From four dimensions on there is a second, local minimum near (−1, 1, …, 1), with value close to 4.
            Assert.True(value < 1e-12 || (dimension >= 4 && value is > 3.5 and < 4.5), $"{value}");
        }
    }

    [Fact]
    public void SinglePrecisionReachesItsArithmetic()
    {
        using var scope = NewDisposeScope();
        var start = rand([8, 2], dtype: float32, generator: new torch.Generator(2)) * 2;
        using var result = LimitedMemoryBfgs.Minimize((x, _) => Rosenbrock(x), start, new() { GradientTolerance = 1e-3 });
        Assert.True(result.AllConverged);
        Assert.Equal(float32, result.Value.dtype);
        Assert.True((result.Value - 1).abs().max().item<float>() < 5e-3);
    }

    [Fact]
    public void StopsAtTheTargetAndAtTheLimits()
    {
        using var scope = NewDisposeScope();
        var start = rand([3, 5], dtype: float64, generator: new torch.Generator(3)) - 2;
        using var target = LimitedMemoryBfgs.Minimize((x, _) => Rosenbrock(x), start, new() { ObjectiveTarget = 50 });
        Assert.True(target.AllConverged);
        Assert.All(target.Residual, residual => Assert.True(residual > 1e-3));
        using var iterations = LimitedMemoryBfgs.Minimize((x, _) => Rosenbrock(x), start, new() { IterationLimit = 3 });
        Assert.All(iterations.Status, status => Assert.Equal(SolveStatus.IterationLimit, status));
        Assert.All(iterations.Iterations, count => Assert.Equal(3, count));
        using var evaluations = LimitedMemoryBfgs.Minimize((x, _) => Rosenbrock(x), start, new() { EvaluationLimit = 4 });
        Assert.All(evaluations.Status, status => Assert.Equal(SolveStatus.IterationLimit, status));
    }

    [Fact]
    public void LeavesTheStartAsItWasAndNoTensorBehind()
    {
        using var start = full([4, 3], 0.5, dtype: float64);
        using (LimitedMemoryBfgs.Minimize((x, _) => Rosenbrock(x), start))
        {
        }

        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var i = 0; i < 5; i++)
        {
            using var result = LimitedMemoryBfgs.Minimize((x, _) => Rosenbrock(x), start);
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Equal(0.5, start.min().item<double>());
    }

    [Fact]
    public void RejectsWrongSettingsAndAnswers()
    {
        using var scope = NewDisposeScope();
        var start = ones(2, 2, float64);
        Assert.Throws<ArgumentOutOfRangeException>(
            () => LimitedMemoryBfgs.Minimize((x, _) => Rosenbrock(x), start, new() { SufficientDecrease = 0.95 }));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => LimitedMemoryBfgs.Minimize((x, _) => Rosenbrock(x), start, new() { History = 0 }));
        Assert.Throws<ArgumentException>(() => LimitedMemoryBfgs.Minimize((x, _) => Rosenbrock(x), ones(2, float64)));
        var error = Assert.Throws<InvalidOperationException>(
            () => LimitedMemoryBfgs.Minimize((x, _) => (zeros(1, float64), x.clone()), start));
        Assert.Contains("one value", error.Message);
    }

    private static (Tensor Values, Tensor Gradients) Rosenbrock(Tensor x)
    {
        using var scope = NewDisposeScope();
        var last = x.shape[1];
        var head = x.slice(1, 0, last - 1, 1);
        var tail = x.slice(1, 1, last, 1);
        var a = tail - head.square();
        var b = 1 - head;
        var gradient = zeros_like(x);
        gradient.slice(1, 0, last - 1, 1).add_(-400 * a * head - 2 * b);
        gradient.slice(1, 1, last, 1).add_(200 * a);
        var values = (100 * a.square() + b.square()).sum(1);
        return (values.MoveToOuterDisposeScope(), gradient.MoveToOuterDisposeScope());
    }

    private static void AssertClose(Tensor actual, double[] expected, double tolerance) =>
        Assert.True((actual - tensor(expected)).abs().max().item<double>() <= tolerance, actual.str());
}
