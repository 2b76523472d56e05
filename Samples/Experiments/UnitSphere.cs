using DslManifolds.Geometry;

namespace DslManifolds.Samples.Experiments;

/// <summary>The unit sphere of ℝⁿ (n = 2: the circle), where it is the truth that a manifold is compared with.</summary>
internal static class UnitSphere
{
    /// <summary>Distance of each point to the sphere, | |x| − 1 |.</summary>
    public static double[] Distances(PointSet points)
    {
        var distances = new double[points.Count];
        for (var i = 0; i < points.Count; i++)
        {
            var squared = 0.0;
            foreach (var coordinate in points[i])
                squared += coordinate * coordinate;
            distances[i] = Math.Abs(Math.Sqrt(squared) - 1);
        }
        return distances;
    }

    /// <summary>
    /// Hausdorff distance of a mesh and the sphere: the mesh by its vertices, the sphere by <see cref="Cover"/>.
    /// </summary>
    public static HausdorffDistance Hausdorff(SimplicialMesh mesh) =>
        new(Distances(mesh.Vertices).Max(), new MeshDistance(mesh).Nearest(Cover(mesh.AmbientDimension)).Distances.Max());

    /// <summary>
    /// Points that cover the sphere evenly: 2,000 on the circle, 20,000 on the sphere in space by the golden-angle spiral.
    /// </summary>
    public static PointSet Cover(int ambientDimension)
    {
        if (ambientDimension == 2)
            return Data.VonMises.OnCircle(Enumerable.Range(0, 2000).Select(i => 2 * Math.PI * i / 2000));
        const int Count = 20_000;
        var golden = Math.PI * (3 - Math.Sqrt(5));
        var coordinates = new double[3 * Count];
        for (var i = 0; i < Count; i++)
        {
            var height = 1 - (2.0 * i + 1) / Count;
            var radius = Math.Sqrt(1 - height * height);
            coordinates[3 * i] = radius * Math.Cos(golden * i);
            coordinates[3 * i + 1] = radius * Math.Sin(golden * i);
            coordinates[3 * i + 2] = height;
        }
        return new PointSet(coordinates, 3);
    }
}
