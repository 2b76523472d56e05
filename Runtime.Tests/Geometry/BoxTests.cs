using DslManifolds.Geometry;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Geometry;

public sealed class BoxTests
{
    [Fact]
    public void ScalesAboutItsCentre()
    {
        var box = new Box([0, -2], [4, 2]).Scale(1.5);

        Assert.Equal(new Box([-1, -3], [5, 3]), box);
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void ContainsItsBorderButNeitherOutsideNorNaN(ScalarType elementType)
    {
        using var x = tensor(
            new double[,] { { 0, 0 }, { 1.1, -2 }, { 1.100001, 0 }, { 0, -3 }, { double.NaN, 0 } }, dtype: elementType);
        using var contained = new Box([-1.1, -2], [1.1, 2]).Contains(x);

        Assert.Equal([true, true, false, false, false], contained.data<bool>().ToArray());
    }

    [Fact]
    public void BoxesWithEqualBoundsAreEqual()
    {
        Assert.Equal(Box.Cube(2, 1.5), new Box([-1.5, -1.5], [1.5, 1.5]));
        Assert.Equal(Box.Cube(2, 1.5).GetHashCode(), new Box([-1.5, -1.5], [1.5, 1.5]).GetHashCode());
        Assert.NotEqual(Box.Cube(2, 1.5), Box.Cube(3, 1.5));
        Assert.NotEqual(Box.Cube(2, 1.5), Box.Cube(2, 1.4));
    }

    [Fact]
    public void BadBoundsAreRefused()
    {
        Assert.Throws<ArgumentException>(() => new Box([], []));
        Assert.Throws<ArgumentException>(() => new Box([0], [1, 2]));
        Assert.Throws<ArgumentException>(() => new Box([0, 1], [1, 1]));
        Assert.Throws<ArgumentException>(() => new Box([double.NaN], [1]));
        Assert.Throws<ArgumentException>(() => Box.Cube(2, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => Box.Cube(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Box.Cube(1, 1).Scale(0));
        using var x = zeros(4, 3);
        Assert.Throws<ArgumentException>(() => Box.Cube(2, 1).Contains(x));
    }
}
