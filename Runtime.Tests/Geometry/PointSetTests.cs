using DslManifolds.Geometry;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Geometry;

public sealed class PointSetTests
{
    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void TensorsComeAndGoUnchanged(ScalarType elementType)
    {
        using var x = arange(12, dtype: elementType).reshape(3, 4);
        // A view whose rows are not contiguous.
        using var transposed = x.t();
        var points = PointSet.FromTensor(transposed);
        using var back = points.ToTensor(elementType);

        Assert.Equal((4, 3), (points.Count, points.Dimension));
        Assert.Equal([1, 5, 9], points[1].ToArray());
        Assert.Equal(elementType, back.dtype);
        Assert.True(back.equal(transposed).all().item<bool>());
    }

    [Fact]
    public void NoPointIsASetToo()
    {
        using var none = zeros(0, 3);
        Assert.Equal((0, 3), (PointSet.FromTensor(none).Count, PointSet.FromTensor(none).Dimension));
    }

    [Fact]
    public void FunctionsAreEvaluatedInOrderAcrossChunksWithoutGradients()
    {
        const int count = PointSet.ChunkSize + 3;
        var points = new PointSet([.. Enumerable.Range(0, 2 * count).Select(index => (double)index)], 2);
        using var weight = ones(1, dtype: ScalarType.Float64, requires_grad: true);
        var sizes = new List<long>();

        var values = points.Evaluate(
            x =>
            {
                sizes.Add(x.shape[0]);
                var result = x * weight;
                Assert.False(result.requires_grad);
                return result;
            },
            ScalarType.Float64);

        Assert.Equal(points.Coordinates, values);
        Assert.Equal([PointSet.ChunkSize, 3], sizes);
        Assert.True(is_grad_enabled());
    }

    [Fact]
    public void BadShapesAreRefused()
    {
        using var x = zeros(3);
        Assert.Throws<ArgumentException>(() => PointSet.FromTensor(x));
        Assert.Throws<ArgumentException>(() => new PointSet([1, 2, 3], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PointSet([], 0));
        var points = new PointSet([0, 1], 1);
        Assert.Throws<ArgumentException>(() => new SimplicialMesh(points, [0, 2], 1));
        Assert.Throws<ArgumentException>(() => new SimplicialMesh(points, [0, -1], 1));
        Assert.Throws<ArgumentException>(() => new SimplicialMesh(points, [0, 1, 1], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SimplicialMesh(points, [0, 1], 3));
        Assert.Throws<ArgumentException>(() => Quadrature.OnMesh(SimplicialMesh.FromPoints(points)));
    }
}
