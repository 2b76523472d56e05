using DslManifolds.Geometry;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Runtime.Tests.Shapes;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Arithmetic;

/// <summary>The ellipsoid of semi-axes 3, 2 and 1, turned by 30° in the plane of the first and the third.</summary>
public sealed class TurnedEllipsoidTests
{
    private static readonly Box Box = Box.Cube(3, 3.2);

    [Theory]
    [InlineData(ScalarType.Float64, 1e-9, 0)]
    [InlineData(ScalarType.Float64, 1e-9, 1.5)]
    [InlineData(ScalarType.Float32, 1e-5, 1.5)]
    public void SamplesSatisfyTheTurnedQuadricAndFollowTheirDensity(ScalarType type, double tolerance, double concentration)
    {
        using var model = new LiftedEllipsoid(0, type);
        model.Lift.Concentration = concentration;
        var samples = Draws.Of(model, Box, 120, type: type);
        Assert.True(Draws.Residual(model, samples, type) <= tolerance);

        // xᵀ Q diag(1/9, 1/4, 1) Qᵀ x = 1, multiplied out with cos² 30° = ¾, sin² 30° = ¼ and sin 30° cos 30° = √3/4.
        var (xx, zz, xz) = (0.75 / 9 + 0.25, 0.25 / 9 + 0.75, Math.Sqrt(3) / 4 * (1.0 / 9 - 1));
        if (type == float64)
        {
            Assert.All(samples, x => Assert.Equal(
                1, xx * x[0] * x[0] + zz * x[2] * x[2] + 2 * xz * x[0] * x[2] + x[1] * x[1] / 4, tolerance));
        }

        var nodes = EllipsoidArea.Nodes(3, 2, 1).Select(node => (Point: Turned(node.Point), node.Area)).ToArray();
        for (var axis = 0; axis < 3; axis++)
        {
            Draws.AssertFollows(
                samples.Select(x => x[axis]),
                Draws.Cumulative(nodes.Select(node => (node.Point[axis], node.Area * Math.Exp(concentration * node.Point[2])))));
        }
    }

    [Fact]
    public void IsOneSphereTopologically()
    {
        using var ellipsoid = new TurnedEllipsoid(0, float64);
        Assert.Equal(
            new MeshTopology(1, 2, true), MeshTopology.Of(LevelSet.Extract(ellipsoid, Box, 40, elementType: float64)));
    }

    private static double[] Turned(double[] y)
    {
        var (sin, cos) = Math.SinCos(Math.PI / 6);
        return [cos * y[0] - sin * y[2], y[1], sin * y[0] + cos * y[2]];
    }
}
