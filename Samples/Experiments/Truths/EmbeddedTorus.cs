using DslManifolds.Geometry;
using DslManifolds.Samples.Data;

namespace DslManifolds.Samples.Experiments;

/// <summary>The torus on which <see cref="TorusFile"/> puts pairs of angles.</summary>
internal sealed class EmbeddedTorus : TrueSet
{
    private const int Around = 240;
    private const int Across = 80;

    /// <summary>19,200 points, 0.1 apart at most.</summary>
    public override PointSet Cover => Mesh.Vertices;

    /// <summary>The torus as triangles.</summary>
    public static SimplicialMesh Mesh { get; } = CreateMesh();

    /// <summary>Distance of each point to the torus, | √((√(x² + y²) − R)² + z²) − r |.</summary>
    public override double[] Distances(PointSet points) => [.. Enumerable.Range(0, points.Count).Select(i =>
    {
        var point = points[i];
        var ring = Math.Sqrt(point[0] * point[0] + point[1] * point[1]) - TorusFile.Major;
        return Math.Abs(Math.Sqrt(ring * ring + point[2] * point[2]) - TorusFile.Minor);
    })];

    private static SimplicialMesh CreateMesh()
    {
        var vertices = TorusFile.OnTorus(Enumerable.Range(0, Around * Across).Select(vertex =>
            (2 * Math.PI * (vertex / Across) / Around, 2 * Math.PI * (vertex % Across) / Across)));
        var triangles = new List<int>();
        for (var i = 0; i < Around; i++)
        {
            for (var j = 0; j < Across; j++)
            {
                var (here, next) = (i * Across, (i + 1) % Around * Across);
                var (low, high) = (j, (j + 1) % Across);
                triangles.AddRange([here + low, next + low, next + high, here + low, next + high, here + high]);
            }
        }
        return new SimplicialMesh(vertices, [.. triangles], 2);
    }
}
