using DslManifolds.Geometry;
using static TorchSharp.torch;

namespace DslManifolds.Samples.Experiments;

/// <summary>Meshes of learned manifolds.</summary>
internal static class LearnedMesh
{
    /// <summary>
    /// The manifold inside a box. A union is meshed component by component, so that components that cross stay apart: marched as
    /// the zero set of their product they would be joined at random where they meet.
    /// </summary>
    /// <param name="manifold">The manifold; a union's components have one dimension.</param>
    /// <param name="box">The box.</param>
    /// <param name="cells">Cells along an axis.</param>
    /// <param name="device">Device of the manifold.</param>
    public static SimplicialMesh Extract(IManifold manifold, Box box, int cells, Device device) => manifold is IUnion union
        ? Join([.. union.Components.Select(component => Extract(component, box, cells, device))])
        : LevelSet.Extract(manifold, box, cells, device: device);

    private static SimplicialMesh Join(IReadOnlyList<SimplicialMesh> meshes)
    {
        var (coordinates, simplices, first) = (new List<double>(), new List<int>(), 0);
        foreach (var mesh in meshes)
        {
            coordinates.AddRange(mesh.Vertices.Coordinates);
            foreach (var vertex in mesh.Simplices)
                simplices.Add(first + vertex);
            first += mesh.Vertices.Count;
        }
        return new SimplicialMesh(new PointSet([.. coordinates], meshes[0].AmbientDimension), [.. simplices], meshes[0].Dimension);
    }
}
