namespace DslManifolds.Geometry;

/// <summary>Topological invariants of a mesh.</summary>
/// <param name="Components">Number of connected components.</param>
/// <param name="EulerCharacteristic">
/// χ = vertices − edges + triangles: 0 for closed curves and tori, 1 for an arc or a disk, 2 for a sphere; the sum over
/// components.
/// </param>
/// <param name="IsClosed">
/// Whether the mesh has no boundary, that is, whether the zero set nowhere leaves the box; true of the empty set.
/// </param>
public sealed record MeshTopology(int Components, int EulerCharacteristic, bool IsClosed)
{
    /// <summary>The invariants of a mesh of segments or triangles, computed from its incidences alone.</summary>
    /// <remarks>
    /// Vertices that no simplex uses do not count. The boundary is made of the facets that belong to a single simplex.
    /// </remarks>
    public static MeshTopology Of(SimplicialMesh mesh)
    {
        var labels = ComponentLabels(mesh);
        var components = labels.Max() + 1 ?? 0;
        var vertices = labels.Count(label => label is not null);
        var edges = mesh.Dimension == 0 ? [] : EdgeUses(mesh);
        var triangles = mesh.Dimension == 2 ? mesh.SimplexCount : 0;
        var isClosed = mesh.Dimension switch
        {
            0 => true,
            1 => mesh.Simplices.CountBy(vertex => vertex).All(use => use.Value > 1),
            _ => edges.Values.All(uses => uses > 1),
        };
        return new MeshTopology(components, vertices - edges.Count + triangles, isClosed);
    }

    /// <summary>Number of the connected component of each vertex, from 0; null for a vertex that no simplex uses.</summary>
    public static int?[] ComponentLabels(SimplicialMesh mesh)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        // Union–find, the root being the least vertex of its component.
        var parents = Enumerable.Range(0, mesh.Vertices.Count).ToArray();
        for (var simplex = 0; simplex < mesh.SimplexCount; simplex++)
        {
            var corners = mesh.Simplex(simplex);
            foreach (var corner in corners[1..])
            {
                var (a, b) = (Root(corners[0]), Root(corner));
                parents[Math.Max(a, b)] = Math.Min(a, b);
            }
        }

        var used = new bool[parents.Length];
        foreach (var vertex in mesh.Simplices)
            used[vertex] = true;
        var labels = new int?[parents.Length];
        var components = 0;
        for (var vertex = 0; vertex < labels.Length; vertex++)
        {
            if (used[vertex])
                labels[vertex] = Root(vertex) is var root && root == vertex ? components++ : labels[root];
        }

        return labels;

        int Root(int vertex)
        {
            while (parents[vertex] != vertex)
                vertex = parents[vertex] = parents[parents[vertex]];
            return vertex;
        }
    }

    private static Dictionary<(int, int), int> EdgeUses(SimplicialMesh mesh)
    {
        var uses = new Dictionary<(int, int), int>();
        for (var simplex = 0; simplex < mesh.SimplexCount; simplex++)
        {
            var corners = mesh.Simplex(simplex);
            for (var i = 0; i < corners.Length; i++)
            {
                for (var j = i + 1; j < corners.Length; j++)
                {
                    var edge = (Math.Min(corners[i], corners[j]), Math.Max(corners[i], corners[j]));
                    uses[edge] = uses.GetValueOrDefault(edge) + 1;
                }
            }
        }

        return uses;
    }
}
