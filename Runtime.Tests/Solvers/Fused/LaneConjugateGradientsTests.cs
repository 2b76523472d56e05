using System.Numerics;
using System.Runtime.Intrinsics;
using DslManifolds.Kernels;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Runtime.Tests.Samplers.Fused;
using DslManifolds.Solvers;
using DslManifolds.Solvers.Fused;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Solvers.Fused;

/// <summary>Conjugate gradients in lanes against the batched ones, on J Jᵀ w = J v of a manifold.</summary>
[Trait("Category", "Kernels")]
public class LaneConjugateGradientsTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("3")]
    [InlineData("9")]
    [InlineData("50")]
    [InlineData("twice")]
    [InlineData("sine net")]
    public void SolutionsAndEndsAreThoseOfTheBatchedSolver(string name)
    {
        var manifold = FusedCase.Of(name).Manifold;
        Check<double>(manifold, new(), 1e-8);
        Check<double>(manifold, new() { IterationLimit = 1 }, 1e-12);
        if (name != "sine net")
            Check<float>(manifold, new() { RelativeTolerance = 1e-4 }, 2e-2);
    }

    /// <summary>A lane's bits do not depend on how long the others go on, nor on whether they are numbers.</summary>
    [Fact]
    public void LanesThatHaveEndedAreFrozen()
    {
        var manifold = FusedCase.Of("9").Manifold;
        var (x, v) = Problem<double>(manifold);
        var among = Solve<double>(manifold, x, v, new()).Solutions;
        for (var lane = 0; lane < Vector512<double>.Count; lane++)
        {
            var (only, onlyV) = (new double[x.Length], new double[v.Length]);
            for (var i = 0; i < x.Length; i++)
            {
                var same = i % Vector512<double>.Count == lane;
                (only[i], onlyV[i]) = (same ? x[i] : double.NaN, same ? v[i] : 1e-3);
            }

            var (ends, alone) = Solve<double>(manifold, only, onlyV, new());
            Assert.Equal(among[lane], alone[lane]);
            Assert.Equal(0xFFUL & ~(1UL << lane), ends.NotFinite);
        }
    }

    [Fact]
    public void NothingToSolveAndNothingToDivideByGiveZero()
    {
        // At the sphere's centre J vanishes; a zero v has a zero solution everywhere; what is not finite gets zero.
        var manifold = FusedCase.Of("twice").Manifold;
        var count = Vector512<double>.Count;
        var (x, v) = (new double[3 * count], new double[3 * count]);
        for (var lane = 0; lane < count; lane++)
        {
            x[lane] = lane == 0 ? 0 : 1;
            v[lane] = lane switch { 1 => 0, 2 => double.NaN, 3 => double.PositiveInfinity, _ => 2 };
        }

        var (ends, solutions) = Solve<double>(manifold, x, v, new());
        for (var lane = 0; lane < count; lane++)
        {
            // Two times the same equation, 2 x₁ = J: the share of each in least norm.
            var expected = lane < 4 ? 0 : 0.5;
            Assert.All(solutions[lane], value => Assert.Equal(expected, value, 12));
        }

        Assert.Equal(0b1100UL, ends.NotFinite);
        Assert.Equal(0b1111_0011UL, ends.Converged);
    }

    private static void Check<T>(IManifold manifold, ConjugateGradientsOptions options, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var scope = NewDisposeScope();
        var (numbers, directions) = Problem<T>(manifold);
        var type = typeof(T) == typeof(float) ? ScalarType.Float32 : ScalarType.Float64;
        Tensor Rows(double[] lanes) => tensor(lanes, [manifold.AmbientDimension, Vector512<T>.Count], type).t().contiguous();
        var (x, v) = (Rows(numbers), Rows(directions));
        using var expected = ConjugateGradients.Solve(w => manifold.Gram(x, w), manifold.Jvp(x, v), v, options);
        var solutions = HostTransfer.Read(expected.Value);
        var outputs = manifold.CodomainDimension;
        var (ends, found) = Solve<T>(manifold, numbers, directions, options);
        Assert.Equal(0UL, ends.NotFinite);
        for (var lane = 0; lane < Vector512<T>.Count; lane++)
        {
            var reference = solutions.AsSpan(lane * outputs, outputs).ToArray();
            var scale = 1 + reference.Max(Math.Abs);
            Assert.All(found[lane].Zip(reference), pair => Assert.Equal(pair.Second, pair.First, tolerance * scale));
            if (typeof(T) == typeof(double))
                Assert.Equal(expected.Status[lane] == SolveStatus.Converged, (ends.Converged >> lane & 1) != 0);
        }
    }

    /// <summary>Points and vectors, component by component with a lane beside another.</summary>
    private static (double[] X, double[] V) Problem<T>(IManifold manifold)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new Random(manifold.AmbientDimension);
        double[] Draw() => [.. Enumerable.Range(0, manifold.AmbientDimension * Vector512<T>.Count)
            .Select(_ => (double)(float)(2 * random.NextDouble() - 1))];
        return (Draw(), Draw());
    }

    private static (LaneSolve Ends, double[][] Solutions) Solve<T>(
        IManifold manifold, double[] x, double[] v, ConjugateGradientsOptions options)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ((IManifoldKernelSource)manifold).UseManifoldKernel(new System<T>(x, v, options));

    /// <summary>Solves with a kernel, and reads each lane's solution.</summary>
    private sealed class System<T>(double[] x, double[] v, ConjugateGradientsOptions options)
        : IManifoldKernelUser<T, (LaneSolve Ends, double[][] Solutions)>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public (LaneSolve Ends, double[][] Solutions) Use<TKernel>(TKernel kernel)
            where TKernel : struct, IManifoldKernel<T>
        {
            var (n, k) = (TKernel.AmbientDimension, TKernel.CodomainDimension);
            var work = Math.Max(LaneConjugateGradients<T, TKernel>.ScratchSize, TKernel.ScratchSize);
            using var memory = new Scratch<T>(2 * (n + k) + work);
            var (points, vectors) = (memory.Lanes, memory.Lanes.From(n));
            var (right, solution) = (memory.Lanes.From(2 * n), memory.Lanes.From(2 * n + k));
            var scratch = memory.Lanes.From(2 * (n + k));
            for (var i = 0; i < x.Length; i++)
            {
                points.Elements(n)[i] = T.CreateTruncating(x[i]);
                vectors.Elements(n)[i] = T.CreateTruncating(v[i]);
            }

            kernel.Jvp(points, vectors, right, scratch);
            var ends = LaneConjugateGradients<T, TKernel>.Solve(
                kernel, points, right, vectors, solution, new(options, k), scratch);
            var solutions = new double[Vector512<T>.Count][];
            for (var lane = 0; lane < solutions.Length; lane++)
                LaneColumn.Read(solution, lane, solutions[lane] = new double[k]);
            return (ends, solutions);
        }
    }
}
