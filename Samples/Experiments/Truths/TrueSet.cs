using DslManifolds.Geometry;

namespace DslManifolds.Samples.Experiments;

/// <summary>The set that a learned manifold should come out as.</summary>
internal abstract class TrueSet
{
    /// <summary>Points that cover the set evenly.</summary>
    public abstract PointSet Cover { get; }

    /// <summary>Distance of each point to the set.</summary>
    public abstract double[] Distances(PointSet points);

    /// <summary>Hausdorff distance of a mesh, by its vertices, and the set, by <see cref="Cover"/>.</summary>
    public HausdorffDistance Hausdorff(SimplicialMesh mesh) =>
        new(Distances(mesh.Vertices).Max(), new MeshDistance(mesh).Nearest(Cover).Distances.Max());
}
