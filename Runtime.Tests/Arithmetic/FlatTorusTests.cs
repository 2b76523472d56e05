using DslManifolds.Geometry;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Runtime.Tests.Shapes;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Arithmetic;

/// <summary>The product of circles of the radii 1 and ¾ in ℝ⁴.</summary>
public sealed class FlatTorusTests
{
    [Theory]
    [InlineData(ScalarType.Float64, 1e-9)]
    [InlineData(ScalarType.Float32, 1e-5)]
    public void AnglesAreUniformAndIndependent(ScalarType type, double tolerance)
    {
        using var torus = Torus(type);
        Assert.Equal((2, 2), (FlatTorus.Dimension, FlatTorus.CodomainDimension));
        var samples = Draws.Evenly(torus, Box.Cube(4, 1.3), 80, 0.3, type);
        Assert.True(Draws.Residual(torus, samples, type) <= tolerance);
        Assert.All(samples, x =>
        {
            Assert.Equal(1, double.Hypot(x[0], x[1]), tolerance);
            Assert.Equal(0.75, double.Hypot(x[2], x[3]), tolerance);
        });
        var angles = samples.Select(x => (First: Math.Atan2(x[1], x[0]), Second: Math.Atan2(x[3], x[2]))).ToArray();

        // Two angles are uniform and independent where all their whole combinations are uniform; these are the first of them.
        Draws.AssertEven(angles.Select(pair => pair.First));
        Draws.AssertEven(angles.Select(pair => pair.Second));
        Draws.AssertEven(angles.Select(pair => pair.First + pair.Second));
        Draws.AssertEven(angles.Select(pair => pair.First - pair.Second));
    }

    [Fact]
    public void EulerCharacteristicIsZero()
    {
        // The cells of the product are the products of cells: vertices, an edge of one with a vertex of the other, squares.
        using var torus = Torus(float64);
        var meshes = torus.Factors
            .Select(circle => LevelSet.Extract(circle, Box.Cube(2, 1.3), 24, refinementSteps: 10, elementType: float64))
            .ToArray();
        Assert.All(meshes, mesh => Assert.Equal(new MeshTopology(1, 0, true), MeshTopology.Of(mesh)));
        var (first, second) = (meshes[0], meshes[1]);
        var vertices = first.Vertices.Count * second.Vertices.Count;
        var edges = first.Vertices.Count * second.SimplexCount + first.SimplexCount * second.Vertices.Count;
        var squares = first.SimplexCount * second.SimplexCount;
        Assert.Equal(0, vertices - edges + squares);

        // All of those vertices are on the torus.
        double[][] points =
        [
            .. from i in Enumerable.Range(0, first.Vertices.Count)
               from j in Enumerable.Range(0, second.Vertices.Count)
               select (double[])[.. first.Vertices[i], .. second.Vertices[j]],
        ];
        Assert.True(Draws.Residual(torus, points) <= 1e-9);
    }

    private static FlatTorus Torus(ScalarType type)
    {
        var torus = new FlatTorus(0, type);
        torus.Circle2.Radius = 0.75;
        return torus;
    }
}
