namespace DslManifolds.Geometry;

/// <summary>Hausdorff distance between a learned set and the true one, with both directions.</summary>
/// <param name="ToTruth">sup over the learned set of the distance to the true one: large where a piece is spurious.</param>
/// <param name="FromTruth">sup over the true set of the distance to the learned one: large where a piece is missing.</param>
public sealed record HausdorffDistance(double ToTruth, double FromTruth)
{
    /// <summary>The greater of the two directions.</summary>
    public double Value => Math.Max(ToTruth, FromTruth);

    /// <summary>Between two meshes; the truth may be points, by <see cref="SimplicialMesh.FromPoints"/>.</summary>
    /// <param name="learned">The learned set, not empty.</param>
    /// <param name="truth">The true set, not empty.</param>
    /// <remarks>
    /// The supremum is taken over the vertices of one mesh, the distance to the simplices of the other, so that each direction is
    /// exact up to the length of an edge or, for points, up to their spacing.
    /// </remarks>
    public static HausdorffDistance Between(SimplicialMesh learned, SimplicialMesh truth) =>
        new(Directed(learned, truth), Directed(truth, learned));

    private static double Directed(SimplicialMesh from, SimplicialMesh to)
    {
        ArgumentNullException.ThrowIfNull(from);
        if (from.Vertices.Count == 0)
            throw new ArgumentException("A mesh is empty, so the Hausdorff distance is not finite.", nameof(from));
        return new MeshDistance(to).Nearest(from.Vertices).Distances.Max();
    }
}
