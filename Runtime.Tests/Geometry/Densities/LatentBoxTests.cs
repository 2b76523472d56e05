using DslManifolds.Geometry;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Geometry;

public class LatentBoxTests
{
    [Fact]
    public void TheRangeIsPaddedByHalfItsWidth()
    {
        using var codes = tensor(new double[,] { { 1, 10 }, { 3, 9 }, { 2, 9.5 } });
        Assert.Equal(new Box([0, 8.5], [4, 10.5]), LatentBox.Of(codes));
    }

    [Fact]
    public void CodesWithoutARangeAreRefused()
    {
        using var same = tensor(new double[,] { { 1, 10 }, { 3, 10 } });
        Assert.Contains("collapsed", Assert.Throws<ArgumentException>(() => LatentBox.Of(same)).Message);
        using var notFinite = tensor(new double[,] { { 1, 10 }, { double.NaN, 11 } });
        Assert.Contains("code 1", Assert.Throws<ArgumentException>(() => LatentBox.Of(notFinite)).Message);
        using var none = zeros(0, 2);
        Assert.Throws<ArgumentException>(() => LatentBox.Of(none));
    }
}
