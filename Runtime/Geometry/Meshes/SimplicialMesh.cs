namespace DslManifolds.Geometry;

/// <summary>
/// A set of simplices of one dimension m in ℝⁿ that share vertices: points (m = 0), a curve of segments (m = 1) or a surface
/// of triangles (m = 2).
/// </summary>
public sealed class SimplicialMesh
{
    /// <summary>Wraps vertices and simplices; the arrays are kept, not copied.</summary>
    /// <param name="vertices">The vertices.</param>
    /// <param name="simplices">Vertex c of simplex s at index s · (dimension + 1) + c.</param>
    /// <param name="dimension">m, from 0 to 2.</param>
    /// <exception cref="ArgumentException">A part of a simplex is left over, or a vertex index is out of range.</exception>
    public SimplicialMesh(PointSet vertices, int[] simplices, int dimension)
    {
        ArgumentNullException.ThrowIfNull(vertices);
        ArgumentNullException.ThrowIfNull(simplices);
        if (dimension is < 0 or > 2)
            throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "A mesh has the dimension 0, 1 or 2.");
        if (simplices.Length % (dimension + 1) != 0)
        {
            throw new ArgumentException(
                $"{simplices.Length} vertex indices do not make whole simplices of {dimension + 1} vertices.", nameof(simplices));
        }

        foreach (var vertex in simplices)
        {
            if ((uint)vertex >= (uint)vertices.Count)
            {
                throw new ArgumentException(
                    $"A simplex names the vertex {vertex}, but there are {vertices.Count} vertices.", nameof(simplices));
            }
        }

        Vertices = vertices;
        Simplices = simplices;
        Dimension = dimension;
    }

    /// <summary>The vertices.</summary>
    public PointSet Vertices { get; }

    /// <summary>Vertex c of simplex s at index s · (<see cref="Dimension"/> + 1) + c.</summary>
    public int[] Simplices { get; }

    /// <summary>Dimension m of the simplices.</summary>
    public int Dimension { get; }

    /// <summary>Ambient dimension n.</summary>
    public int AmbientDimension => Vertices.Dimension;

    /// <summary>Number of simplices.</summary>
    public int SimplexCount => Simplices.Length / (Dimension + 1);

    /// <summary>A mesh of isolated points (m = 0), one simplex a point.</summary>
    public static SimplicialMesh FromPoints(PointSet points)
    {
        ArgumentNullException.ThrowIfNull(points);
        return new SimplicialMesh(points, [.. Enumerable.Range(0, points.Count)], 0);
    }

    /// <summary>Several meshes of one dimension as one, side by side: those of the components of a union.</summary>
    /// <param name="meshes">The meshes, at least one.</param>
    /// <exception cref="ArgumentException">No mesh, or meshes of unlike dimensions.</exception>
    public static SimplicialMesh Join(IReadOnlyList<SimplicialMesh> meshes)
    {
        ArgumentNullException.ThrowIfNull(meshes);
        if (meshes.Count == 0)
            throw new ArgumentException("There is no mesh to join.", nameof(meshes));
        var first = meshes[0];
        if (meshes.Any(mesh => mesh.Dimension != first.Dimension || mesh.AmbientDimension != first.AmbientDimension))
            throw new ArgumentException("The meshes have unlike dimensions.", nameof(meshes));
        var (coordinates, simplices, vertices) = (new List<double>(), new List<int>(), 0);
        foreach (var mesh in meshes)
        {
            coordinates.AddRange(mesh.Vertices.Coordinates);
            foreach (var vertex in mesh.Simplices)
                simplices.Add(vertices + vertex);
            vertices += mesh.Vertices.Count;
        }

        return new SimplicialMesh(new PointSet([.. coordinates], first.AmbientDimension), [.. simplices], first.Dimension);
    }

    /// <summary>Indices of the vertices of one simplex.</summary>
    public ReadOnlySpan<int> Simplex(int simplex) => Simplices.AsSpan(simplex * (Dimension + 1), Dimension + 1);

    /// <summary>m-dimensional volume of each simplex: 1 for a point, length for a segment, area for a triangle.</summary>
    public double[] Measures()
    {
        var measures = new double[SimplexCount];
        for (var simplex = 0; simplex < measures.Length; simplex++)
            measures[simplex] = Measure(Simplex(simplex));
        return measures;
    }

    /// <summary>m-dimensional volume of the whole mesh: number of points, length or area.</summary>
    public double TotalMeasure() => Measures().Sum();

    private double Measure(ReadOnlySpan<int> corners)
    {
        if (Dimension == 0)
            return 1;
        var origin = Vertices[corners[0]];
        var first = Vertices[corners[1]];
        var second = Vertices[corners[Dimension]];
        double firstSquared = 0, secondSquared = 0, product = 0;
        for (var axis = 0; axis < AmbientDimension; axis++)
        {
            var u = first[axis] - origin[axis];
            var v = second[axis] - origin[axis];
            firstSquared += u * u;
            secondSquared += v * v;
            product += u * v;
        }

        // Area from the Gram determinant of two edges; rounding may take that of a sliver below zero.
        return Dimension == 1
            ? Math.Sqrt(firstSquared)
            : 0.5 * Math.Sqrt(Math.Max(0, firstSquared * secondSquared - product * product));
    }
}
