using DslManifolds.Geometry;

namespace DslManifolds.Runtime.Tests.Geometry;

public sealed class MeshTopologyTests
{
    [Theory]
    // An arc; a triangle's outline; the two beside each other.
    [InlineData(1, new[] { 0, 1, 1, 2 }, 1, 1, false)]
    [InlineData(1, new[] { 0, 1, 1, 2, 2, 0 }, 1, 0, true)]
    [InlineData(1, new[] { 0, 1, 1, 2, 2, 0, 3, 4 }, 2, 1, false)]
    // A triangle; a tetrahedron's surface; a Möbius strip of five triangles; two tetrahedra's surfaces.
    [InlineData(2, new[] { 0, 1, 2 }, 1, 1, false)]
    [InlineData(2, new[] { 0, 1, 2, 0, 1, 3, 0, 2, 3, 1, 2, 3 }, 1, 2, true)]
    [InlineData(2, new[] { 0, 1, 2, 1, 2, 3, 2, 3, 4, 3, 4, 0, 4, 0, 1 }, 1, 0, false)]
    [InlineData(2, new[] { 0, 1, 2, 0, 1, 3, 0, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 7, 4, 6, 7, 5, 6, 7 }, 2, 4, true)]
    // Points.
    [InlineData(0, new[] { 4, 2, 1 }, 3, 3, true)]
    public void InvariantsOfSmallMeshes(int dimension, int[] simplices, int components, int euler, bool closed)
    {
        // Eight vertices, of which those that no simplex uses must not count.
        var mesh = new SimplicialMesh(new PointSet(new double[24], 3), simplices, dimension);

        Assert.Equal(new MeshTopology(components, euler, closed), MeshTopology.Of(mesh));
    }

    [Fact]
    public void LabelsSeparateComponentsAndLeaveUnusedVerticesOut()
    {
        var mesh = new SimplicialMesh(new PointSet(new double[7], 1), [5, 3, 1, 0, 3, 6], 1);

        Assert.Equal([0, 0, null, 1, null, 1, 1], MeshTopology.ComponentLabels(mesh));
    }
}
