using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Samplers;
using DslManifolds.Solvers;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Geometry;

/// <summary>
/// Unions in space whose Jacobian loses rank: of a circle (codimension 2) and a sphere (codimension 1), F = (F₁₁ F₂, F₁₂ F₂), where J
/// has rank 1 of 2 on the sphere, 2 on the circle and 0 where they cross; and of two circles, with rank 2 of 4.
/// </summary>
public sealed class UnionRetractionTests
{
    private static readonly TestMoved Circle = new(new TestLatitude(0), 1, 1, 0, 0);
    private static readonly TestSphere Sphere = new(3);
    private static readonly TestLatitude Latitude = new(0.5);
    private static readonly TestUnion Union = new(Circle, Sphere);
    private static readonly TestUnion Circles = new(Circle, Latitude);

    private static readonly (TestUnion Union, IManifold Component, IManifold Other)[] Parts =
        [(Union, Circle, Sphere), (Union, Sphere, Circle), (Circles, Circle, Latitude), (Circles, Latitude, Circle)];

    public static TheoryData<string, ScalarType> Cases => new()
    {
        { "newton", ScalarType.Float64 }, { "newton", ScalarType.Float32 },
        { "lbfgs", ScalarType.Float64 }, { "lbfgs", ScalarType.Float32 },
    };

    public static TheoryData<ManifoldProjectionMethod, ScalarType> Projections => new()
    {
        { ManifoldProjectionMethod.LevenbergMarquardt, ScalarType.Float64 },
        { ManifoldProjectionMethod.LevenbergMarquardt, ScalarType.Float32 },
        { ManifoldProjectionMethod.LimitedMemoryBfgs, ScalarType.Float64 },
        { ManifoldProjectionMethod.LimitedMemoryBfgs, ScalarType.Float32 },
    };

    [Theory]
    [MemberData(nameof(Projections))]
    public void NoiseIsProjectedOntoTheUnion(ManifoldProjectionMethod method, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var noise = 4 * rand([400, 3], dtype: type, generator: new torch.Generator(1)) - 2;
        noise[7, 1] = double.NaN;
        using var result = ManifoldProjection.Project(Union, noise, new() { Method = method });
        Assert.Equal(SolveStatus.NotFinite, result.Status[7]);
        Assert.Equal(399, result.Status.Count(status => status == SolveStatus.Converged));
        var residual = Union.Value(result.Value.index_select(0, tensor(Rows(result))));
        Assert.True(Largest(residual) <= Tolerance(type));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void TangentsAreThoseOfTheComponent(string name, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var precision = type == ScalarType.Float64 ? 1e-8 : 2e-3;
        foreach (var (union, component, other) in Parts)
        {
            var x = PointsAwayFrom(other, component, type);
            var v = randn(x.shape, dtype: type, generator: new torch.Generator(3));
            using var frame = Retraction(name).At(union, x);
            using var alone = Retraction(name).At(component, x);
            var projected = frame.Project(v);
            Assert.InRange(Largest(projected - alone.Project(v)), 0, precision);
            Assert.InRange(Largest(frame.Project(projected) - projected), 0, precision);

            using var solve = TangentProjection.Project(union, x, v);
            Assert.True(solve.AllConverged, string.Join(" ", solve.Status));
            Assert.True(Largest(solve.Value - alone.Project(v)) < precision);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void MovesEndWhereTheComponentsOwnDo(string name, ScalarType type)
    {
        using var scope = NewDisposeScope();
        foreach (var (union, component, other) in Parts)
        {
            var x = PointsAwayFrom(other, component, type);
            var v = 0.1 * randn(x.shape, dtype: type, generator: new torch.Generator(4));
            using var frame = Retraction(name).At(union, x);
            using var alone = Retraction(name).At(component, x);
            var displacement = alone.Project(v);
            displacement[2, 0] = double.NaN;
            using var result = frame.Retract(displacement);
            using var expected = alone.Retract(displacement);
            Assert.Equal(SolveStatus.NotFinite, result.Status[2]);
            Assert.True(result.Value.isfinite().all().item<bool>());

            // The line search of L-BFGS may stride over to another place of the union, or to a minimum of |F| between two.
            var converged = result.Status.Count(status => status == SolveStatus.Converged);
            Assert.InRange(converged, (name == "newton" ? 1 : 0.98) * (result.Status.Length - 1), result.Status.Length - 1);
            var distances = HostTransfer.Read((result.Value - expected.Value).norm(1));
            var same = Enumerable.Range(0, distances.Length).Count(
                i => result.Status[i] == SolveStatus.Converged && distances[i] <= (type == ScalarType.Float64 ? 1e-7 : 2e-3));
            Assert.InRange(same, (name == "newton" ? 1 : 0.9) * (distances.Length - 1), distances.Length - 1);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ChainsStayOnTheUnion(string name, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var options = new ConstrainedLangevinOptions { NoiseScale = 0.1, Metropolis = true, Retraction = Retraction(name) };
        foreach (var union in (TestUnion[])[Union, Circles])
        {
            var sampler = new ConstrainedLangevin(union, new TestTilt(3, 1), options);
            using var noise = new NoiseProjection(union, Box.Cube(3, 2.5), new RandomKey(5), type);
            using var start = noise.Take(100);
            using var run = sampler.Run(start, 40, new RandomKey(6));
            Assert.True(Largest(union.Value(run.Points)) <= Tolerance(type));
            Assert.True(run.Counts.AcceptanceRate > 0.8, run.Counts.ToString());
            Assert.True(run.Points.isfinite().all().item<bool>());
        }
    }

    private static IRetraction Retraction(string name) =>
        name == "newton" ? new NewtonRetraction() : new LbfgsRetraction();

    private static double Tolerance(ScalarType type) => type == ScalarType.Float64 ? 1e-9 : 1e-5;

    private static long[] Rows(SolveResult result) =>
        [.. Enumerable.Range(0, result.Status.Length).Where(i => result.Status[i] == SolveStatus.Converged).Select(i => (long)i)];

    /// <summary>
    /// Points that are on a component but for the tolerance of a solve, as those of chains are, and away from the other one.
    /// </summary>
    private static Tensor PointsAwayFrom(IManifold other, IManifold component, ScalarType type)
    {
        using var noise = new NoiseProjection(component, Box.Cube(3, 2.5), new RandomKey(2), ScalarType.Float64);
        var points = noise.Take(200);
        var off = 0.1 * Tolerance(type) * randn(points.shape, dtype: ScalarType.Float64, generator: new torch.Generator(2));
        var far = other.Value(points).norm(1).gt(0.2).nonzero().squeeze(1);
        return (points + off).index_select(0, far).to(type);
    }

    private static double Largest(Tensor x) => x.nan_to_num().abs().max().to(ScalarType.Float64).item<double>();
}
