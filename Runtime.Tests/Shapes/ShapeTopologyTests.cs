using DslManifolds.Geometry;
using DslManifolds.Shapes;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Shapes;

/// <summary>Components, Euler characteristic and measure of the named manifolds that can be meshed.</summary>
public sealed class ShapeTopologyTests
{
    [Theory]
    [InlineData(nameof(Circle), 0, true)]
    [InlineData(nameof(Sphere), 2, true)]
    [InlineData(nameof(Ellipsoid), 2, true)]
    [InlineData(nameof(Torus), 0, true)]
    [InlineData(nameof(Hyperboloid), 0, false)]
    public void IsOnePieceWithItsEulerCharacteristic(string name, int characteristic, bool isClosed)
    {
        var mesh = Mesh(name, 40);
        Assert.Equal(new MeshTopology(1, characteristic, isClosed), MeshTopology.Of(mesh));
    }

    [Fact]
    public void HasItsLengthOrArea()
    {
        // Of second order in the cells.
        AssertNear(2 * Math.PI * 1.5, nameof(Circle));
        AssertNear(4 * Math.PI * 2.25, nameof(Sphere));
        AssertNear(4 * Math.PI * Math.PI * 2.5 * 0.75, nameof(Torus));

        // A surface of revolution of radius ρ(z) = 1.5 √(1 + z²/4): 2π ∫ ρ √(1 + ρ′²) dz from −2 to 2, where ρ ρ′ = 2.25 z/4.
        const int Nodes = 2000;
        var area = Enumerable.Range(0, Nodes).Select(i => -2 + (i + 0.5) * 4 / Nodes)
            .Sum(z => 2 * Math.PI * Math.Sqrt(2.25 + 2.25 * z * z / 4 + Math.Pow(2.25 * z / 4, 2)) * 4 / Nodes);
        AssertNear(area, nameof(Hyperboloid));

        static void AssertNear(double expected, string name) => Assert.Equal(1, Mesh(name, 60).TotalMeasure() / expected, 0.005);
    }

    private static SimplicialMesh Mesh(string name, int cells)
    {
        var shape = ShapeCases.All[name];
        using var manifold = (nn.Module)shape.Make(float64);
        return LevelSet.Extract((IManifold)manifold, shape.Box, cells, elementType: float64);
    }
}
