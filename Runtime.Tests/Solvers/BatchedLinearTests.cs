using DslManifolds.Solvers;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Solvers;

public sealed class BatchedLinearTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void SolvesRegularSystems(int size)
    {
        using var scope = NewDisposeScope();
        var generator = new torch.Generator(1);
        var matrices = randn([20, size, size], dtype: float64, generator: generator);
        var right = randn([20, size], dtype: float64, generator: generator);
        var several = randn([20, size, 3], dtype: float64, generator: generator);
        Assert.True(Residual(matrices, BatchedLinear.Solve(matrices, right).unsqueeze(-1), right.unsqueeze(-1)) < 1e-10);
        Assert.True(Residual(matrices, BatchedLinear.Solve(matrices, several), several) < 1e-10);
    }

    [Theory]
    [InlineData(ScalarType.Float32, 1e-5)]
    [InlineData(ScalarType.Float64, 1e-12)]
    public void SingularSamplesGetTheLeastNormSolution(ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        var singular = tensor(new double[,] { { 2, 2 }, { 2, 2 } });
        var nearly = tensor(new double[,] { { 1, 0 }, { 0, 1e-18 } });
        var regular = tensor(new double[,] { { 2, 0 }, { 0, 4 } });
        var matrices = stack([singular, nearly, regular, zeros(2, 2, float64)]).to(type);
        var right = tensor(new double[,] { { 4, 4 }, { 3, 0 }, { 2, 4 }, { 1, 1 } }).to(type);
        var expected = tensor(new double[,] { { 1, 1 }, { 3, 0 }, { 1, 1 }, { 0, 0 } });
        var error = (BatchedLinear.Solve(matrices, right).to(float64) - expected).abs().max().item<double>();
        Assert.True(error < tolerance);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void ASampleThatIsNotFiniteStaysAlone(int size)
    {
        using var scope = NewDisposeScope();
        var matrices = eye(size, dtype: float64).expand(3, size, size).clone();
        matrices[1, 0, 0] = double.NaN;
        var solution = BatchedLinear.Solve(matrices, ones(3, size, float64));
        Assert.True(solution[1].isnan().all().item<bool>());
        Assert.Equal(1.0, solution[0].min().item<double>());
        Assert.Equal(1.0, solution[2].min().item<double>());
    }

    [Fact]
    public void ScalarZeroHasTheSolutionZero()
    {
        using var scope = NewDisposeScope();
        var matrices = tensor(new double[] { 0, 2, -4 }).reshape(3, 1, 1);
        var solution = BatchedLinear.Solve(matrices, ones(3, 1, float64));
        Assert.Equal([0.0, 0.5, -0.25], solution.data<double>().ToArray());
    }

    [Fact]
    public void RangesLeaveOutWhatIsLostToRounding()
    {
        using var scope = NewDisposeScope();
        var line = tensor(new[] { 0.6, 0.8 });
        var projection = line.outer(line);
        var across = tensor(new[] { -0.8, 0.6 });
        var nearly = projection + 1e-18 * across.outer(across);
        var bad = full_like(nearly, double.NaN);
        var regular = projection + 1e-3 * across.outer(across);
        var ranges = BatchedLinear.RangeProjections(stack([projection, nearly, bad, regular, zeros_like(nearly)]));
        var expected = stack([projection, projection, zeros_like(nearly), eye(2, dtype: float64), zeros_like(nearly)]);
        Assert.True((ranges - expected).abs().max().item<double>() < 1e-14);
        _ = BatchedLinear.Solve(stack([projection, regular, nearly, bad]), ones(4, 2, float64), out var singular);
        Assert.Equal([0L, 2, 3], singular);
    }

    [Fact]
    public void RejectsWrongShapes()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => BatchedLinear.Solve(ones(2, 2, 3, float64), ones(2, 2, float64)));
        Assert.Throws<ArgumentException>(() => BatchedLinear.Solve(ones(2, 2, 2, float64), ones(3, 2, float64)));
        Assert.Throws<ArgumentException>(() => BatchedLinear.Solve(ones(2, 2, 2, float64), ones(2, 2, float32)));
    }

    private static double Residual(Tensor matrices, Tensor solution, Tensor right) =>
        (matrices.bmm(solution) - right).abs().max().item<double>();
}
