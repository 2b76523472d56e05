using DslManifolds.Solvers;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Solvers;

public sealed class ConjugateGradientsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(20)]
    public void SolvesDenseSystems(int size)
    {
        using var scope = NewDisposeScope();
        var matrices = RandomPositive(30, size, size + 2);
        var right = randn([30, size], dtype: float64, generator: new torch.Generator(5));
        using var result = ConjugateGradients.Solve(v => Apply(matrices, v), right, new() { IterationLimit = 10 * size });
        var expected = linalg.solve(matrices, right.unsqueeze(-1)).squeeze(-1);
        Assert.True(result.AllConverged);
        Assert.True(RelativeError(result.Value, expected) < 1e-8);
    }

    [Fact]
    public void GivesTheLeastNormSolutionOfASingularConsistentSystem()
    {
        using var scope = NewDisposeScope();
        var matrices = RandomPositive(40, 6, 3);
        var right = Apply(matrices, randn([40, 6], dtype: float64, generator: new torch.Generator(6)));
        using var result = ConjugateGradients.Solve(v => Apply(matrices, v), right);
        var expected = linalg.pinv(matrices, atol: null, rtol: 1e-10).bmm(right.unsqueeze(-1)).squeeze(-1);
        Assert.True(result.AllConverged);
        Assert.True(RelativeError(result.Value, expected) < 1e-7);
        Assert.All(result.Iterations, count => Assert.InRange(count, 3, 6));
    }

    [Fact]
    public void AnInconsistentSampleStallsFiniteAndSpoilsNoOther()
    {
        using var scope = NewDisposeScope();
        var regular = diag(tensor(new double[] { 2, 3, 4 }));
        var singular = diag(tensor(new double[] { 1, 0, 0 }));
        var matrices = stack([regular, singular, zeros(3, 3, float64)]);
        var right = ones(3, 3, dtype: float64);
        using var result = ConjugateGradients.Solve(v => Apply(matrices, v), right);
        Assert.Equal([SolveStatus.Converged, SolveStatus.Stalled, SolveStatus.Stalled], result.Status);
        Assert.True(result.Value.isfinite().all().item<bool>());
        Assert.Equal(1.0 / 4, result.Value[0, 2].item<double>(), 12);
        Assert.Equal(0, result.Value[2, 0].item<double>());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1e-12)]
    public void ADirectionLostToRoundingIsLeftAlone(double share)
    {
        // J J' x = J v, where J has two rows of rank and two that are 1e-10 of it; v has a share of what the former see.
        using var scope = NewDisposeScope();
        var basis = linalg.qr(randn([30, 4, 4], dtype: float64, generator: new torch.Generator(8))).Q;
        var jacobian = basis.matmul(diag(tensor(new[] { 1, 0.3, 1e-10, 1e-11 })));
        var v = randn([30, 4], dtype: float64, generator: new torch.Generator(9)) * tensor(new[] { share, share, 1, 1 });
        using var result = ConjugateGradients.Solve(
            w => Apply(jacobian.bmm(jacobian.transpose(1, 2)), w), Apply(jacobian, v), v, options: null);
        var normal = Apply(jacobian.transpose(1, 2), result.Value);
        Assert.True((normal - v * tensor(new double[] { 1, 1, 0, 0 })).abs().max().item<double>() < 1e-9);
    }

    [Fact]
    public void ASampleThatIsNotFiniteSpoilsNoOther()
    {
        using var scope = NewDisposeScope();
        var matrices = RandomPositive(4, 5, 8);
        var right = randn([4, 5], dtype: float64, generator: new torch.Generator(7));
        using var alone = ConjugateGradients.Solve(v => Apply(matrices, v), right);
        var spoiledMatrices = matrices.clone();
        spoiledMatrices[1, 2, 2] = double.NaN;
        var spoiledRight = right.clone();
        spoiledRight[2, 0] = double.PositiveInfinity;
        using var result = ConjugateGradients.Solve(v => Apply(spoiledMatrices, v), spoiledRight);
        Assert.Equal(
            [SolveStatus.Converged, SolveStatus.NotFinite, SolveStatus.NotFinite, SolveStatus.Converged], result.Status);
        Assert.True(result.Value.isfinite().all().item<bool>());
        foreach (var row in (int[])[0, 3])
            Assert.Equal(0, (result.Value[row] - alone.Value[row]).abs().max().item<double>());
        Assert.Equal(double.PositiveInfinity, result.Residual[1]);
    }

    [Fact]
    public void AZeroRightHandSideHasConvergedAtOnce()
    {
        using var scope = NewDisposeScope();
        using var result = ConjugateGradients.Solve(v => v.clone(), zeros(2, 3, float32));
        Assert.True(result.AllConverged);
        Assert.Equal([0, 0], result.Iterations);
        Assert.Equal([0.0, 0.0], result.Residual);
    }

    [Fact]
    public void StopsAtTheIterationLimit()
    {
        using var scope = NewDisposeScope();
        var matrices = RandomPositive(3, 10, 12);
        var right = ones(3, 10, float64);
        using var result = ConjugateGradients.Solve(v => Apply(matrices, v), right, new() { IterationLimit = 2 });
        Assert.All(result.Status, status => Assert.Equal(SolveStatus.IterationLimit, status));
        Assert.All(result.Iterations, count => Assert.Equal(2, count));
    }

    [Fact]
    public void RejectsWrongSettingsAndShapes()
    {
        using var scope = NewDisposeScope();
        var right = ones(2, 2, float64);
        Assert.Throws<ArgumentOutOfRangeException>(
            () => ConjugateGradients.Solve(v => v, right, new() { RelativeTolerance = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => ConjugateGradients.Solve(v => v, right, new() { IterationLimit = -1 }));
        Assert.Throws<ArgumentException>(() => ConjugateGradients.Solve(v => v, ones(2, float64)));
        Assert.Throws<ArgumentException>(() => ConjugateGradients.Solve(v => v, ones(2, 2, int64)));
    }

    private static Tensor RandomPositive(int batch, int size, int rank)
    {
        var factor = randn([batch, size, rank], dtype: float64, generator: new torch.Generator(4));
        return factor.bmm(factor.transpose(1, 2));
    }

    private static Tensor Apply(Tensor matrices, Tensor v)
    {
        using var columns = v.unsqueeze(-1);
        using var product = matrices.bmm(columns);
        return product.squeeze(-1);
    }

    private static double RelativeError(Tensor actual, Tensor expected) =>
        ((actual - expected).norm() / expected.norm()).item<double>();
}
