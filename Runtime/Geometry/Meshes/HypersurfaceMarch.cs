using System.Numerics;

namespace DslManifolds.Geometry;

/// <summary>
/// Marching simplices in codimension 1: the zero set of a piecewise-linear function, a curve in the plane or a surface in space.
/// </summary>
/// <remarks>
/// In a simplex, the zero set separates the corners of one sign from those of the other: a segment in a triangle; in a
/// tetrahedron a triangle (one corner against three) or a planar quadrilateral (two against two), cut in two triangles. There are
/// no ambiguous cases, so the result is a manifold, with boundary on the border of the grid only. A zero at a grid point counts
/// as positive, that is, F + δ is meshed in the limit of small δ &gt; 0. Pieces are oriented: their normal, or the left of a
/// segment, is on the positive side. Source: Allgower and Georg, "Introduction to Numerical Continuation Methods", chapter 15.
/// </remarks>
internal static class HypersurfaceMarch
{
    /// <summary>Finds the crossed edges and the pieces between them.</summary>
    /// <param name="grid">Grid of dimension 2 or 3.</param>
    /// <param name="values">F at the grid points, finite.</param>
    public static CrossedFaces Run(KuhnGrid grid, float[] values)
    {
        var faces = new CrossedFaces(codimension: 1);
        var tables = Array.ConvertAll(grid.Simplices, simplex => Pieces(simplex, grid.Dimension));
        var cornerCount = grid.CornerOffsets.Length;
        foreach (var origin in grid.CellOrigins())
        {
            var positive = 0;
            for (var corner = 0; corner < cornerCount; corner++)
            {
                if (values[origin + grid.CornerOffsets[corner]] >= 0)
                    positive |= 1 << corner;
            }

            if (positive == 0 || positive == (1 << cornerCount) - 1)
                continue;
            for (var simplex = 0; simplex < tables.Length; simplex++)
            {
                var pattern = 0;
                for (var corner = 0; corner <= grid.Dimension; corner++)
                    pattern |= ((positive >> grid.Simplices[simplex][corner]) & 1) << corner;
                foreach (var edge in tables[simplex][pattern])
                    faces.Simplices.Add(faces.Number(grid, origin, edge));
            }
        }

        return faces;
    }

    /// <summary>
    /// For each pattern of signs (bit c set where corner c of the simplex is positive): the crossed edges at the vertices of the
    /// pieces, n edges a piece, each edge as two growing corner masks.
    /// </summary>
    private static int[][][] Pieces(int[] simplex, int dimension)
    {
        var table = new int[1 << (dimension + 1)][][];
        for (var pattern = 0; pattern < table.Length; pattern++)
        {
            int[] positive = [.. simplex.Where((_, corner) => (pattern >> corner & 1) == 1)];
            int[] negative = [.. simplex.Except(positive)];
            int[][] edges = [.. positive.SelectMany(p => negative, (p, q) => new[] { Math.Min(p, q), Math.Max(p, q) })];
            // Two corners against two: the edges p0q0, p0q1, p1q0, p1q1 in the order of the product; neighbours share a corner.
            int[][][] pieces = edges.Length switch
            {
                0 => [],
                4 => [[edges[0], edges[1], edges[3]], [edges[0], edges[3], edges[2]]],
                _ => [edges],
            };
            foreach (var piece in pieces)
            {
                if (Vector3.Dot(Normal(piece, dimension), Centroid(positive) - Centroid(negative)) < 0)
                    (piece[^2], piece[^1]) = (piece[^1], piece[^2]);
            }

            table[pattern] = [.. pieces.SelectMany(piece => piece)];
        }

        return table;
    }

    /// <summary>
    /// Normal of the piece between the midpoints of its edges in the unit cell; in the plane, the left of the segment.
    /// </summary>
    private static Vector3 Normal(int[][] piece, int dimension)
    {
        var first = Centroid(piece[1]) - Centroid(piece[0]);
        var second = dimension == 2 ? Vector3.UnitZ : Centroid(piece[2]) - Centroid(piece[0]);
        return dimension == 2 ? Vector3.Cross(second, first) : Vector3.Cross(first, second);
    }

    private static Vector3 Centroid(int[] corners)
    {
        var sum = Vector3.Zero;
        foreach (var corner in corners)
            sum += new Vector3(corner & 1, corner >> 1 & 1, corner >> 2 & 1);
        return sum / Math.Max(1, corners.Length);
    }
}
