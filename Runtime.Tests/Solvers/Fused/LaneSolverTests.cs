using System.Runtime.Intrinsics;
using DslManifolds.Kernels;
using DslManifolds.Solvers;
using DslManifolds.Solvers.Fused;
using MathNet.Numerics.LinearAlgebra;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Solvers.Fused;

/// <summary>Solvers over lanes against LAPACK's, each lane with a problem of its own.</summary>
[Trait("Category", "Kernels")]
public class LaneSolverTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(20)]
    public void GramMatricesAreInvertedInEveryLane(int outputs)
    {
        Check<double>(outputs, deficient: false, 1e-9);
        Check<float>(outputs, deficient: false, 5e-3);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(8)]
    public void LostRankGivesThePseudoInverse(int outputs)
    {
        Check<double>(outputs, deficient: true, 1e-7);
        Check<float>(outputs, deficient: true, 2e-2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(16)]
    public void EliminationSolvesAndPivotsInEveryLane(int size)
    {
        var lanes = Vector512<double>.Count;
        var random = new Random(size);
        using var memory = new Scratch<double>(size * size + size);
        var (matrix, side) = (memory.Lanes, memory.Lanes.From(size * size));
        var problems = new List<(Matrix<double> A, Vector<double> B)>();
        for (var lane = 0; lane < lanes; lane++)
        {
            var a = Matrix<double>.Build.Dense(size, size, (_, _) => random.NextDouble() - 0.5);

            // Zeros on the diagonal: without exchanges of rows nothing can be divided.
            if (size > 1)
                a[0, 0] = lane % 2 == 0 ? 0 : a[0, 0];
            var b = Vector<double>.Build.Dense(size, _ => random.NextDouble());
            problems.Add((a, b));
            LaneColumn.Write<double>(a.Transpose().ToColumnMajorArray(), matrix, lane);
            LaneColumn.Write<double>(b.ToArray(), side, lane);
        }

        Assert.Equal(0UL, LaneElimination.Solve(matrix, side, size, 1e-12));
        for (var lane = 0; lane < lanes; lane++)
        {
            var solution = new double[size];
            LaneColumn.Read(side, lane, solution);
            var residual = problems[lane].A * Vector<double>.Build.Dense(solution) - problems[lane].B;
            Assert.InRange(residual.InfinityNorm(), 0, 1e-9 * (1 + Vector<double>.Build.Dense(solution).InfinityNorm()));
        }
    }

    [Fact]
    public void EliminationNamesTheLanesThatItCannotSolve()
    {
        using var memory = new Scratch<double>(6);
        var (matrix, side) = (memory.Lanes, memory.Lanes.From(4));
        for (var lane = 0; lane < Vector512<double>.Count; lane++)
        {
            double[] a = lane switch { 1 => [1, 2, 2, 4], 4 => [double.NaN, 0, 0, 1], 6 => [0, 0, 0, 0], _ => [0, 1, 1, 0] };
            LaneColumn.Write<double>(a, matrix, lane);
            LaneColumn.Write<double>([1, 2], side, lane);
        }

        Assert.Equal(0b0101_0010UL, LaneElimination.Solve(matrix, side, 2, 1e-12));
        Assert.Equal(2, side[0].GetElement(0));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    [InlineData(3, 2)]
    [InlineData(6, 1)]
    [InlineData(4, 0)]
    [InlineData(12, 7)]
    public void PseudoInversesAreThoseOfMoorePenrose(int size, int rank)
    {
        var random = new Random(10 * size + rank);
        Matrix<double> Factor(int rows, int columns) =>
            Matrix<double>.Build.Dense(rows, columns, (_, _) => random.NextDouble() - 0.5);
        var a = rank == 0 ? Matrix<double>.Build.Dense(size, size) : Factor(size, rank) * Factor(rank, size);
        var inverse = new double[size * size];
        var found = PseudoInverse.Compute(
            a.Transpose().ToColumnMajorArray(), inverse, size, 1e-12, new double[PseudoInverse.ScratchSize(size)]);
        Assert.Equal(rank, found);
        var plus = Matrix<double>.Build.Dense(size, size, inverse).Transpose();
        var scale = 1e-11 * (1 + plus.FrobeniusNorm());
        Assert.InRange((a * plus * a - a).FrobeniusNorm(), 0, scale);
        Assert.InRange((plus * a * plus - plus).FrobeniusNorm(), 0, scale * (1 + plus.FrobeniusNorm()));
        Assert.InRange((a * plus - (a * plus).Transpose()).FrobeniusNorm(), 0, scale);
        Assert.InRange((plus * a - (plus * a).Transpose()).FrobeniusNorm(), 0, scale);
    }

    [Fact]
    public void AMatrixThatIsNotFiniteHasNoPseudoInverse()
    {
        var inverse = new double[4];
        Assert.Equal(2, PseudoInverse.Compute([1, double.PositiveInfinity, 0, 1], inverse, 2, 1e-12, new double[8]));
        Assert.All(inverse, value => Assert.True(double.IsNaN(value)));
    }

    /// <summary>Compares with the batched solver, lane by lane; every third lane's J has lost rank if asked for.</summary>
    private static void Check<T>(int outputs, bool deficient, double tolerance)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        using var scope = NewDisposeScope();
        var (lanes, ambient) = (Vector512<T>.Count, outputs + 3);
        var random = new Random(outputs);
        using var memory = new Scratch<T>(outputs * ambient + outputs * outputs + GramInverse.ScratchSize(outputs));
        var jacobian = memory.Lanes;
        var inverse = jacobian.From(outputs * ambient);
        var rows = new double[lanes * outputs * ambient];
        for (var lane = 0; lane < lanes; lane++)
        {
            var own = rows.AsSpan(lane * outputs * ambient, outputs * ambient);
            foreach (ref var value in own)
                value = (float)(random.NextDouble() - 0.5);
            if (deficient && lane % 3 == 0)
                own[..ambient].CopyTo(own[ambient..]);
            LaneColumn.Write<T>(own, jacobian, lane);
        }

        var lost = GramInverse.Compute(jacobian, inverse, inverse.From(outputs * outputs), outputs, ambient);
        var type = typeof(T) == typeof(float) ? ScalarType.Float32 : ScalarType.Float64;
        var j = tensor(rows, [lanes, outputs, ambient], type);
        var gram = j.bmm(j.transpose(1, 2));
        var expected = HostTransfer.Read(BatchedLinear.Solve(gram, eye(outputs, dtype: type).expand(gram.shape).clone()));
        for (var lane = 0; lane < lanes; lane++)
        {
            Assert.Equal(deficient && lane % 3 == 0, (lost >> lane & 1) != 0);
            var own = new double[outputs * outputs];
            LaneColumn.Read(inverse, lane, own);
            var reference = expected.AsSpan(lane * own.Length, own.Length).ToArray();
            var scale = reference.Max(Math.Abs);
            Assert.All(own.Zip(reference), pair => Assert.Equal(pair.Second, pair.First, tolerance * scale));
        }
    }
}
