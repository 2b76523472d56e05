using DslManifolds.Geometry;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Runtime.Tests.Shapes;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Arithmetic;

/// <summary>A circle and a sphere that cross, of codimensions 2 and 1, as one density with the weights 3 and 7.</summary>
public sealed class UnionOfCircleAndSphereTests
{
    [Theory]
    [InlineData(ScalarType.Float64, 1e-9)]
    [InlineData(ScalarType.Float32, 1e-5)]
    public void EachSampleIsOnItsComponentAndEachComponentIsSampledEvenly(ScalarType type, double tolerance)
    {
        using var union = new CircleAndSphere(0, type);
        var samples = Draws.Of(union, Box.Cube(3, 2.5), 60, type: type);
        Assert.Equal(Draws.Count, samples.Length);
        var fromCircle = Draws.Residuals(union.EvenCircle, samples, type);
        double[][] onCircle = [.. samples.Where((_, i) => fromCircle[i] <= tolerance)];
        double[][] onSphere = [.. samples.Where((_, i) => fromCircle[i] > tolerance)];
        Assert.True(Draws.Residual(union.EvenSphere, onSphere, type) <= tolerance);

        // F holds products: on one component the other's outputs are 3 at most.
        Assert.True(Draws.Residual(union, samples, type) <= 3 * tolerance);

        Draws.AssertShare(0.3, onCircle.Length, Draws.Count);
        Draws.AssertEven(onCircle.Select(x => Math.Atan2(x[2], x[0] - 1)));
        for (var axis = 0; axis < 3; axis++)
            Draws.AssertFollows(onSphere.Select(x => x[axis]), t => (t + 1) / 2);
    }

    [Fact]
    public void ItsZeroSetIsTheUnionExactly()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var union = new CircleAndSphere(0, float64);
        Assert.Equal((2, 2), (CircleAndSphere.Dimension, CircleAndSphere.CodomainDimension));

        // On the circle, on the sphere, where they cross; on neither: in the circle's plane, and on its cylinder.
        var height = Math.Sqrt(0.75);
        double[][] points = [[2, 0, 0], [0, 0.6, 0.8], [0.5, 0, height], [0.3, 0, 0.1], [2, 0.4, 0]];
        var values = Draws.Rows(union.Value(Draws.Points(points)).abs().amax([1], keepdim: true));
        Assert.All(values.Take(3), value => Assert.Equal(0, value[0], 1e-12));
        Assert.All(values.Skip(3), value => Assert.True(value[0] > 0.1));
    }
}
