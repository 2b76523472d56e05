using DslManifolds.Geometry;

namespace DslManifolds.Samples.Experiments;

/// <summary>What a learned model, or one made of learned models by arithmetic, should come out as.</summary>
internal abstract class PartTruth
{
    /// <summary>Points that cover the true set evenly.</summary>
    public abstract PointSet Cover { get; }

    /// <summary>Independent samples of the true distribution.</summary>
    public abstract PointSet Sample(int count, Random random);

    /// <summary>Distance of each point to the true set.</summary>
    public abstract double[] Distances(PointSet points);

    /// <summary>Hausdorff distance of a mesh, by its vertices, and the true set, by <see cref="Cover"/>.</summary>
    public HausdorffDistance Hausdorff(SimplicialMesh mesh) =>
        new(Distances(mesh.Vertices).Max(), new MeshDistance(mesh).Nearest(Cover).Distances.Max());

    /// <summary>Sets numbers that compare a learned density with the true one; none by default.</summary>
    public virtual void AddDensity(RunContext context, LearnedDensity learned)
    {
    }
}
