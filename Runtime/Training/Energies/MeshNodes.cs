using DslManifolds.Geometry;
using DslManifolds.Kernels;

namespace DslManifolds.Training;

/// <summary>
/// Random nodes on a mesh, all of one weight: the mesh is cut into N stretches of equal length or area, in the order of its simplices,
/// and each gets a node, uniform within it. The sum over nodes is an unbiased estimate of the integral, of a smaller variance than
/// that of independent points.
/// </summary>
internal sealed class MeshNodes
{
    private const int Columns = 3;

    private readonly SimplicialMesh mesh;
    private readonly RandomKey key;
    private readonly double[] cumulative;
    private readonly double[] uniforms;
    private readonly double[] nodes;

    /// <summary>Nodes on a mesh.</summary>
    /// <param name="mesh">A mesh of segments or triangles.</param>
    /// <param name="count">N.</param>
    /// <param name="key">Names the draws.</param>
    /// <exception cref="ArgumentException">The mesh has no length or area.</exception>
    public MeshNodes(SimplicialMesh mesh, int count, RandomKey key)
    {
        this.mesh = mesh;
        this.key = key;
        cumulative = mesh.Measures();
        for (var simplex = 1; simplex < cumulative.Length; simplex++)
            cumulative[simplex] += cumulative[simplex - 1];
        if (mesh.Dimension == 0 || cumulative.Length == 0 || !(cumulative[^1] > 0 && double.IsFinite(cumulative[^1])))
            throw new ArgumentException("The mesh has no length or area to integrate over.", nameof(mesh));
        uniforms = new double[count * Columns];
        nodes = new double[count * mesh.AmbientDimension];
        Weight = cumulative[^1] / count;
    }

    /// <summary>Weight of each node: its share of the mesh's length or area.</summary>
    public double Weight { get; }

    /// <summary>Draws the nodes of a step, counted from 0: row-major, kept until the next draw.</summary>
    public ReadOnlySpan<double> Draw(ulong step)
    {
        CounterRandom.Uniforms(key with { Step = step }, uniforms, Columns);
        var simplex = 0;
        for (var node = 0; node < uniforms.Length / Columns; node++)
        {
            var level = (node + uniforms[node * Columns]) * Weight;
            while (simplex < cumulative.Length - 1 && cumulative[simplex] <= level)
                simplex++;
            Place(simplex, uniforms[node * Columns + 1], uniforms[node * Columns + 2], node);
        }

        return nodes;
    }

    private void Place(int simplex, double first, double second, int node)
    {
        // Uniform in the unit square; the half beyond the diagonal is folded back onto the triangle.
        if (mesh.Dimension == 1)
            second = 0;
        else if (first + second > 1)
            (first, second) = (1 - first, 1 - second);
        var n = mesh.AmbientDimension;
        var corners = mesh.Simplex(simplex);
        var x = mesh.Vertices.Coordinates;
        var (a, b, c) = (corners[0] * n, corners[1] * n, corners[^1] * n);
        for (var axis = 0; axis < n; axis++)
            nodes[node * n + axis] = (1 - first - second) * x[a + axis] + first * x[b + axis] + second * x[c + axis];
    }
}
