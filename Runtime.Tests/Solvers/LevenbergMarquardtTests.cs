using DslManifolds.Solvers;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Solvers;

public sealed class LevenbergMarquardtTests
{
    [Fact]
    public void ALinearSystemGetsTheClosestSolution()
    {
        using var scope = NewDisposeScope();
        var generator = new torch.Generator(1);
        var matrix = randn([3, 7], dtype: float64, generator: generator);
        var start = randn([25, 7], dtype: float64, generator: generator);
        using var result = LevenbergMarquardt.Solve(x => Linear(matrix, x), start);
        var (value, _) = Linear(matrix, start);
        var expected = start - value.matmul(linalg.pinv(matrix, atol: null, rtol: 1e-12).transpose(0, 1));
        Assert.True(result.AllConverged);
        Assert.True((result.Value - expected).abs().max().item<double>() < 1e-8);
        Assert.All(result.Residual, residual => Assert.True(residual <= 1e-10));
    }

    [Fact]
    public void AnUnsolvableSystemStallsAtItsLeastSquares()
    {
        using var scope = NewDisposeScope();

        // (x − 1, x + 1) is least at x = 0.
        var start = tensor(new double[,] { { 5 }, { -0.2 }, { 0 } });
        using var result = LevenbergMarquardt.Solve(
            x => (cat([x - 1, x + 1], 1), ones(x.shape[0], 2, 1, float64)), start);
        Assert.All(result.Status, status => Assert.Equal(SolveStatus.Stalled, status));
        Assert.True(result.Value.abs().max().item<double>() < 1e-6);
        Assert.All(result.Residual, residual => Assert.Equal(1, residual, 5));
    }

    [Fact]
    public void EachSampleHasItsOwnDampingAndEnd()
    {
        using var scope = NewDisposeScope();
        var start = tensor(new double[,] { { 1e3 }, { 2 }, { double.NaN }, { 0.7 }, { -1e-3 } });
        using var together = LevenbergMarquardt.Solve(Cubic, start);
        for (var i = 0; i < 5; i++)
        {
            using var alone = LevenbergMarquardt.Solve(Cubic, start.slice(0, i, i + 1, 1));
            Assert.Equal(alone.Status[0], together.Status[i]);
            Assert.Equal(alone.Iterations[0], together.Iterations[i]);
            Assert.Equal(alone.Residual[0], together.Residual[i], 12);
            Assert.Equal(i == 2 ? SolveStatus.NotFinite : SolveStatus.Converged, together.Status[i]);
        }
    }

    [Fact]
    public void RejectsWrongSettings()
    {
        using var scope = NewDisposeScope();
        var start = ones(2, 1, float64);
        Assert.Throws<ArgumentOutOfRangeException>(() => LevenbergMarquardt.Solve(Cubic, start, new() { Tolerance = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => LevenbergMarquardt.Solve(Cubic, start, new() { InitialDamping = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => LevenbergMarquardt.Solve(Cubic, start, new() { IterationLimit = -1 }));
        Assert.Throws<ArgumentException>(() => LevenbergMarquardt.Solve(Cubic, ones(2, float64)));
    }

    private static (Tensor Value, Tensor Jacobian) Linear(Tensor matrix, Tensor x) =>
        (x.matmul(matrix.transpose(0, 1)) - 1, matrix.unsqueeze(0).expand(x.shape[0], -1, -1).clone());

    private static (Tensor Value, Tensor Jacobian) Cubic(Tensor x) =>
        (x.pow(3) + x - 2, (3 * x.square() + 1).unsqueeze(1));
}
