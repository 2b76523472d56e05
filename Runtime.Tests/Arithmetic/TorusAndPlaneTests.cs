using DslManifolds.Geometry;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Runtime.Tests.Shapes;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Arithmetic;

/// <summary>The torus of radii 3 and 1 meets the plane z = ½ in circles of the radii 3 ± √¾ about its axis.</summary>
public sealed class TorusAndPlaneTests
{
    private static readonly Box Box = new([-4.5, -4.5, -1.5], [4.5, 4.5, 1.5]);
    private static readonly double Inner = 3 - Math.Sqrt(0.75);
    private static readonly double Outer = 3 + Math.Sqrt(0.75);

    [Theory]
    [InlineData(ScalarType.Float64, 1e-9)]
    [InlineData(ScalarType.Float32, 1e-5)]
    public void SamplesAreOnTwoCirclesOfTheRightRadii(ScalarType type, double tolerance)
    {
        using var slice = new TorusSlice(0, type);
        Assert.Equal((1, 2), (TorusSlice.Dimension, TorusSlice.CodomainDimension));

        // Chains keep to their circle, and go around it.
        var samples = Draws.Evenly(slice, Box, 120, 0.7, type);
        Assert.True(Draws.Residual(slice, samples, type) <= tolerance);
        var circles = samples.ToLookup(x => double.Hypot(x[0], x[1]) > 3);
        Assert.All(samples, x => Assert.Equal(0.5, x[2], tolerance));
        Assert.All(circles[false], x => Assert.Equal(Inner, double.Hypot(x[0], x[1]), tolerance));
        Assert.All(circles[true], x => Assert.Equal(Outer, double.Hypot(x[0], x[1]), tolerance));
        foreach (var circle in circles)
        {
            Assert.True(circle.Count() > Draws.Count / 10);
            Draws.AssertEven(circle.Select(x => Math.Atan2(x[1], x[0])));
        }

        Assert.Equal(2, circles.Count);
    }

    [Fact]
    public void IsTwoClosedCurves()
    {
        using var slice = new TorusSlice(0, float64);
        var mesh = LevelSet.Extract(slice, Box, 60, elementType: float64);
        Assert.Equal(new MeshTopology(2, 0, true), MeshTopology.Of(mesh));
        Assert.Equal(2 * Math.PI * (Inner + Outer), mesh.TotalMeasure(), 0.05);

        // Above the torus's top there is nothing.
        slice.LevelPlane.Height = 1.1;
        Assert.Equal(0, LevelSet.Extract(slice, Box, 60, elementType: float64).SimplexCount);
    }
}
