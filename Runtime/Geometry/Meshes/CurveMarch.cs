namespace DslManifolds.Geometry;

/// <summary>Marching simplices in codimension 2: the zero curve of a piecewise-linear function from ℝ³ to ℝ².</summary>
/// <remarks>
/// A triangle of the triangulation is crossed if F takes its corners to a triangle around 0. A tetrahedron has none or two
/// crossed faces, and a segment joins the two, so the curve has no branches and ends on the border of the grid only. Both
/// statements need exact decisions: F + (δ, δ²) is followed in the limit of small δ &gt; 0, which settles zeros on edges and
/// corners, and F is given in single precision, where the sign of det(F(a), F(b)) in double precision is exact.
/// Source: Allgower and Georg, "Introduction to Numerical Continuation Methods", chapters 12 and 15 (completely labelled faces).
/// </remarks>
internal static class CurveMarch
{
    /// <summary>Finds the crossed triangles and the segments between them.</summary>
    /// <param name="grid">Grid of dimension 3.</param>
    /// <param name="values">F at the grid points, two finite values a point.</param>
    public static CrossedFaces Run(KuhnGrid grid, float[] values)
    {
        var faces = new CrossedFaces(codimension: 2);
        // The four faces of each tetrahedron, as corner masks.
        int[][][] tetrahedra = Array.ConvertAll<int[], int[][]>(
            grid.Simplices, s => [[s[1], s[2], s[3]], [s[0], s[2], s[3]], [s[0], s[1], s[3]], [s[0], s[1], s[2]]]);
        foreach (var origin in grid.CellOrigins())
        {
            if (!(ChangesSign(grid, values, origin, 0) && ChangesSign(grid, values, origin, 1)))
                continue;
            foreach (var tetrahedron in tetrahedra)
            {
                foreach (var face in tetrahedron)
                {
                    if (IsCrossed(grid, values, origin, face))
                        faces.Simplices.Add(faces.Number(grid, origin, face));
                }
            }
        }

        return faces;
    }

    /// <summary>Barycentric coordinates of the zero in a crossed triangle.</summary>
    public static (double A, double B, double C) Zero(float[] values, int a, int b, int c)
    {
        // The three have one sign, and not all vanish: a shift of F does not change their sum.
        var (first, second, third) = (Determinant(values, b, c), Determinant(values, c, a), Determinant(values, a, b));
        var sum = first + second + third;
        return (first / sum, second / sum, third / sum);
    }

    private static bool ChangesSign(KuhnGrid grid, float[] values, int origin, int component)
    {
        var positive = 0;
        foreach (var offset in grid.CornerOffsets)
            positive += values[2 * (origin + offset) + component] >= 0 ? 1 : 0;
        return positive > 0 && positive < grid.CornerOffsets.Length;
    }

    private static bool IsCrossed(KuhnGrid grid, float[] values, int origin, int[] face)
    {
        var a = origin + grid.CornerOffsets[face[0]];
        var b = origin + grid.CornerOffsets[face[1]];
        var c = origin + grid.CornerOffsets[face[2]];
        var turn = Turn(values, a, b);
        return turn != 0 && turn == Turn(values, b, c) && turn == Turn(values, c, a);
    }

    /// <summary>
    /// Sign of det(F(a) + e, F(b) + e) with e = (δ, δ²): that of the first term that does not vanish in
    /// det(F(a), F(b)) + δ (F₂(b) − F₂(a)) − δ² (F₁(b) − F₁(a)). Zero for equal values only: their triangle is flat, hence not
    /// crossed.
    /// </summary>
    private static int Turn(float[] values, int a, int b)
    {
        var turn = Math.Sign(Determinant(values, a, b));
        if (turn == 0)
            turn = values[2 * b + 1].CompareTo(values[2 * a + 1]);
        return turn != 0 ? turn : values[2 * a].CompareTo(values[2 * b]);
    }

    // Products of single-precision numbers are exact in double precision, and so is the sign of a difference.
    private static double Determinant(float[] values, int a, int b) =>
        (double)values[2 * a] * values[2 * b + 1] - (double)values[2 * a + 1] * values[2 * b];
}
