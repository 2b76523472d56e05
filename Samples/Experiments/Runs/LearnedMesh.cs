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
    public static SimplicialMesh Extract(IManifold manifold, Box box, int cells, Device device) => manifold switch
    {
        IUnion union => SimplicialMesh.Join([.. union.Components.Select(component => Extract(component, box, cells, device))]),
        IPairedModel { ManifoldPart: IUnion union } => Extract(union, box, cells, device),
        _ => LevelSet.Extract(manifold, box, cells, device: device),
    };

    /// <summary>The same, of a manifold that has to be there.</summary>
    /// <inheritdoc cref="Extract" path="/param"/>
    /// <exception cref="RunFailedException">The zero set does not meet the box.</exception>
    public static SimplicialMesh NotEmpty(IManifold manifold, Box box, int cells, Device device)
    {
        var mesh = Extract(manifold, box, cells, device);
        return mesh.SimplexCount > 0
            ? mesh
            : throw new RunFailedException($"The learned zero set does not meet {box}; train longer, or try another --seed.");
    }
}
