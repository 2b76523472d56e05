namespace DslManifolds.Geometry;

/// <summary>
/// The k-faces of a triangulation that hold a zero of the piecewise-linear interpolant of F: ℝⁿ → ℝᵏ. Each holds exactly one, a
/// vertex of the extracted mesh; the simplices of the mesh join those that belong to a common n-simplex.
/// </summary>
/// <param name="codimension">k: the faces are edges (1) or triangles (2).</param>
internal sealed class CrossedFaces(int codimension)
{
    private readonly Dictionary<long, int> vertexOfFace = [];

    /// <summary>Number of faces.</summary>
    public int Count => vertexOfFace.Count;

    /// <summary>Grid points at the corners of the faces, k + 1 a face.</summary>
    public List<int> Corners { get; } = [];

    /// <summary>Simplices of the mesh, by the number of their faces.</summary>
    public List<int> Simplices { get; } = [];

    /// <summary>Number of the face with these corners, the same each time it is met.</summary>
    /// <param name="grid">The grid that the face belongs to.</param>
    /// <param name="origin">Lowest corner of the cell in which the face is met.</param>
    /// <param name="chain">Its corners as growing corner masks of that cell.</param>
    public int Number(KuhnGrid grid, int origin, ReadOnlySpan<int> chain)
    {
        // A face belongs to several cells, but its lowest corner and the steps from there are the same in all of them.
        var lowest = origin + grid.CornerOffsets[chain[0]];
        long key = lowest;
        for (var corner = 1; corner <= codimension; corner++)
            key = (key << grid.Dimension) | (uint)(chain[corner] ^ chain[0]);
        if (vertexOfFace.TryGetValue(key, out var number))
            return number;
        number = vertexOfFace.Count;
        vertexOfFace.Add(key, number);
        foreach (var corner in chain)
            Corners.Add(origin + grid.CornerOffsets[corner]);
        return number;
    }
}
