using DslManifolds.Geometry;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Solvers;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Geometry;

/// <summary>Properties that every retraction has; each retraction inherits them.</summary>
public abstract class RetractionTests
{
    private const int Batch = 60;

    /// <summary>The retraction under test.</summary>
    public abstract IRetraction Retraction { get; }

    [Theory]
    [MemberData(nameof(Manifolds))]
    public void ProjectionIsTheOrthogonalOneOntoTheTangentSpace(string name)
    {
        using var scope = NewDisposeScope();
        var (manifold, x) = Case(name);
        using var frame = Retraction.At(manifold, x);
        var v = Normal(x, 1);
        var w = Normal(x, 2);
        var projected = frame.Project(v);
        Assert.True(Largest(frame.Project(projected) - projected) < 1e-10);
        Assert.True(Largest(manifold.Jvp(x, projected)) < 1e-9);
        Assert.True(Largest((projected * w).sum(1) - (v * frame.Project(w)).sum(1)) < 1e-9);
        var jacobian = manifold.Jacobian(x);
        var normal = linalg.pinv(jacobian, atol: null, rtol: 1e-10).bmm(jacobian.bmm(v.unsqueeze(-1))).squeeze(-1);
        Assert.True(Largest(projected - (v - normal)) < 1e-9);
    }

    [Theory]
    [MemberData(nameof(Manifolds))]
    public void EndsOnTheManifoldAlongTheNormals(string name)
    {
        using var scope = NewDisposeScope();
        var (manifold, x) = Case(name);
        using var frame = Retraction.At(manifold, x);
        var displacement = 0.1 * frame.Project(Normal(x, 3));
        using var result = frame.Retract(displacement);
        Assert.True(result.AllConverged, string.Join(" ", result.Status));
        Assert.True(Largest(manifold.Value(result.Value)) <= 1e-10);
        Assert.All(result.Residual, residual => Assert.True(residual <= 1e-10));

        // y − x − d is a combination of the rows of J(x), so its tangent part vanishes.
        Assert.True(Largest(frame.Project(result.Value - x - displacement)) < 1e-9);
    }

    [Theory]
    [MemberData(nameof(Manifolds))]
    public void AZeroMoveStays(string name)
    {
        using var scope = NewDisposeScope();
        var (manifold, x) = Case(name);
        using var frame = Retraction.At(manifold, x);
        using var result = frame.Retract(zeros_like(x));
        Assert.True(result.AllConverged);
        Assert.All(result.Iterations, count => Assert.Equal(0, count));
        Assert.Equal(0, Largest(result.Value - x));
    }

    [Fact]
    public void SamplesThatFailStayFiniteAndSpoilNoOther()
    {
        using var scope = NewDisposeScope();
        var manifold = new TestSphere(3);
        var x = tensor(new double[,] { { 1, 0, 0 }, { 1, 0, 0 }, { 1, 0, 0 }, { 0, 0, 1 } });
        var displacement = tensor(new double[,] { { 0, 0.3, 0 }, { 0, 5, 0 }, { 0, double.NaN, 0 }, { 0.3, 0, 0 } });
        using var frame = Retraction.At(manifold, x);
        using var result = frame.Retract(displacement);
        Assert.Equal(SolveStatus.Converged, result.Status[0]);

        // The line through (1, 5, 0) along the normal misses the sphere.
        Assert.Equal(SolveStatus.Stalled, result.Status[1]);
        Assert.Equal(SolveStatus.NotFinite, result.Status[2]);
        Assert.Equal(SolveStatus.Converged, result.Status[3]);
        Assert.True(result.Value.isfinite().all().item<bool>());
        Assert.Equal(0, Largest(result.Value[2] - x[2]));
        Assert.Equal(Math.Sqrt(1 - 0.09), result.Value[0, 0].item<double>(), 10);

        using var alone = Retraction.At(manifold, x.slice(0, 0, 1, 1));
        using var resultAlone = alone.Retract(displacement.slice(0, 0, 1, 1));
        Assert.Equal(0, Largest(result.Value[0] - resultAlone.Value[0]));
        Assert.Equal(result.Iterations[0], resultAlone.Iterations[0]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AdvancesTheSamplesThatWereAccepted(bool all)
    {
        using var scope = NewDisposeScope();
        var (manifold, x) = Case("latitude");
        var frame = Retraction.At(manifold, x);
        using var result = frame.Retract(0.1 * frame.Project(Normal(x, 4)));
        var accepted = all ? ones(Batch, torch.@bool) : arange(Batch, int64) % 2 == 0;
        using var next = frame.Advance(accepted);
        var expected = result.Value.where(accepted.unsqueeze(1), x);
        Assert.Equal(0, Largest(next.Points - expected));
        using var fresh = Retraction.At(manifold, expected);
        var v = Normal(x, 5);
        Assert.True(Largest(next.Project(v) - fresh.Project(v)) < 1e-12);
        Assert.Throws<ObjectDisposedException>(() => frame.Project(v));
    }

    [Fact]
    public void AcceptingAFailedSampleStillGivesTheFrameAtItsPoint()
    {
        using var scope = NewDisposeScope();
        var manifold = new TestSphere(3);
        var x = tensor(new double[,] { { 1, 0, 0 }, { 0, 1, 0 } });
        var frame = Retraction.At(manifold, x);
        using var result = frame.Retract(tensor(new double[,] { { 0, 5, 0 }, { 0.1, 0, 0 } }));
        Assert.Equal(SolveStatus.Stalled, result.Status[0]);
        using var next = frame.Advance(ones(2, torch.@bool));
        using var fresh = Retraction.At(manifold, result.Value);
        var v = Normal(x, 6);
        Assert.True(Largest(next.Project(v) - fresh.Project(v)) < 1e-12);
    }

    [Fact]
    public void ALostRankIsProjectedAsIfTheOutputWereNotThere()
    {
        using var scope = NewDisposeScope();
        var manifold = new TestTwice(new TestSphere(3));
        var x = OnSphere(3);
        using var frame = Retraction.At(manifold, x);
        using var single = Retraction.At(new TestSphere(3), x);
        var v = Normal(x, 7);
        Assert.True(Largest(frame.Project(v) - single.Project(v)) < 1e-8);
        using var result = frame.Retract(0.1 * frame.Project(v));
        Assert.True(result.AllConverged);

        // Where J vanishes there are no normals, and nothing is projected away.
        using var centre = Retraction.At(new TestSphere(3), zeros(1, 3, float64));
        var one = ones(1, 3, float64);
        Assert.Equal(0, Largest(centre.Project(one) - one));
    }

    [Fact]
    public void WorksInSinglePrecision()
    {
        using var scope = NewDisposeScope();
        var manifold = new TestTorus();
        var x = Case("torus").X.to(float32);
        using var frame = Retraction.At(manifold, x);
        var projected = frame.Project(Normal(x, 8));
        using var result = frame.Retract(0.1 * projected);
        Assert.Equal(float32, result.Value.dtype);
        Assert.True(result.AllConverged);
        Assert.True(Largest(manifold.Value(result.Value)) <= 1e-5);
    }

    [Theory]
    [InlineData("sphere")]
    [InlineData("latitude")]
    public void KeepsTheNumberOfLiveTensors(string name)
    {
        var (manifold, x) = Case(name);
        using var v = 0.1 * x.roll(1, 1);
        using var accepted = arange(Batch, int64).gt(3);
        var frame = Step(Retraction.At(manifold, x), v, accepted);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var i = 0; i < 50; i++)
            frame = Step(frame, v, accepted);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        frame.Dispose();
        x.Dispose();
    }

    [Fact]
    public void LeavesItsArgumentsAsTheyAre()
    {
        using var scope = NewDisposeScope();
        var (manifold, x) = Case("latitude");
        var v = 0.1 * Normal(x, 9);
        var (pointsBefore, vectorsBefore) = (x.clone(), v.clone());
        var frame = Retraction.At(manifold, x);
        using var result = frame.Retract(frame.Project(v));
        result.Value.zero_();
        using var next = frame.Advance(ones(Batch, torch.@bool));
        Assert.Equal(0, Largest(x - pointsBefore));
        Assert.Equal(0, Largest(v - vectorsBefore));
        Assert.True(Largest(next.Points) > 0.5);
    }

    [Fact]
    public void AnEmptyBatchIsNoProblem()
    {
        using var scope = NewDisposeScope();
        var none = zeros(0, 3, float64);
        foreach (var manifold in (IManifold[])[new TestSphere(3), new TestLatitude()])
        {
            var frame = Retraction.At(manifold, none);
            using var result = frame.Retract(frame.Project(none));
            Assert.Empty(result.Status);
            using var next = frame.Advance(zeros(0, torch.@bool));
            Assert.Equal([0L, 3], next.Points.shape);
        }
    }

    [Fact]
    public void RejectsWrongArguments()
    {
        using var scope = NewDisposeScope();
        var manifold = new TestSphere(3);
        Assert.Throws<ArgumentException>(() => Retraction.At(manifold, ones(2, 2, float64)));
        Assert.Throws<ArgumentException>(() => Retraction.At(manifold, ones(2, 3, int32)));
        using var frame = Retraction.At(manifold, ones(2, 3, float64));
        Assert.Throws<ArgumentException>(() => frame.Project(ones(2, 4, float64)));
        Assert.Throws<InvalidOperationException>(() => frame.Advance(ones(2, torch.@bool)));
    }

    public static TheoryData<string> Manifolds => ["sphere", "torus", "latitude", "high"];

    private static ITangentFrame Step(ITangentFrame frame, Tensor v, Tensor accepted)
    {
        using var tangent = frame.Project(v);
        using var result = frame.Retract(tangent);
        return frame.Advance(accepted);
    }

    private static (IManifold Manifold, Tensor X) Case(string name)
    {
        using var scope = NewDisposeScope();
        var (manifold, x) = Create(name);
        return (manifold, x.MoveToOuterDisposeScope());
    }

    private static (IManifold Manifold, Tensor X) Create(string name)
    {
        switch (name)
        {
            case "sphere":
                return (new TestSphere(3), OnSphere(3));
            case "high":
                return (new TestSphere(20), OnSphere(20));
            case "torus":
                var angles = rand([Batch, 2], dtype: float64, generator: new torch.Generator(9)) * (2 * Math.PI);
                var ring = 3 + angles[.., 1].cos();
                return (new TestTorus(), stack([ring * angles[.., 0].cos(), ring * angles[.., 0].sin(), angles[.., 1].sin()], 1));
            default:
                var angle = rand([Batch], dtype: float64, generator: new torch.Generator(9)) * (2 * Math.PI);
                var radius = Math.Sqrt(0.75);
                return (new TestLatitude(), stack([radius * angle.cos(), radius * angle.sin(), full_like(angle, 0.5)], 1));
        }
    }

    private static Tensor OnSphere(int ambient)
    {
        using var scope = NewDisposeScope();
        var x = randn([Batch, ambient], dtype: float64, generator: new torch.Generator(10));
        return (x / x.norm(1, keepdim: true)).MoveToOuterDisposeScope();
    }

    private static Tensor Normal(Tensor like, ulong seed) =>
        randn(like.shape, dtype: like.dtype, generator: new torch.Generator(seed));

    private static double Largest(Tensor x) => x.abs().max().to(float64).item<double>();
}
