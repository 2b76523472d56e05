using System.Numerics;

namespace DslManifolds.Geometry;

/// <summary>
/// A regular grid on a box, each cell split into n! simplices by Kuhn's (Freudenthal's) triangulation: one simplex for every
/// order of the axes, its corners the cell's lowest corner and those reached from it by stepping along the axes in that order.
/// Neighbouring cells agree on their common face, so the simplices triangulate the box.
/// </summary>
/// <remarks>
/// A corner of a cell is a bit mask: bit i set means one step along axis i. The corners of a simplex, and of its faces, are a
/// chain of growing masks. Grid points are numbered with the last axis fastest.
/// </remarks>
internal sealed class KuhnGrid
{
    private readonly Box box;
    private readonly int[] strides;

    public KuhnGrid(Box box, int cellsPerAxis)
    {
        this.box = box;
        CellsPerAxis = cellsPerAxis;
        Dimension = box.Dimension;
        PointCount = checked((int)BigInteger.Pow(cellsPerAxis + 1, Dimension));
        strides = new int[Dimension];
        for (int axis = Dimension - 1, stride = 1; axis >= 0; axis--, stride *= cellsPerAxis + 1)
            strides[axis] = stride;
        CornerOffsets = new int[1 << Dimension];
        for (var corner = 0; corner < CornerOffsets.Length; corner++)
        {
            for (var axis = 0; axis < Dimension; axis++)
                CornerOffsets[corner] += ((corner >> axis) & 1) * strides[axis];
        }

        Simplices = [.. Chains([0], Dimension)];
        CellSizes = new double[Dimension];
        for (var axis = 0; axis < Dimension; axis++)
            CellSizes[axis] = (box.Upper[axis] - box.Lower[axis]) / cellsPerAxis;
    }

    public int Dimension { get; }

    public int CellsPerAxis { get; }

    public int PointCount { get; }

    /// <summary>Length of a cell along each axis.</summary>
    public double[] CellSizes { get; }

    /// <summary>By corner mask: index of the grid point at that corner, less the index of the cell's lowest corner.</summary>
    public int[] CornerOffsets { get; }

    /// <summary>The n! simplices of a cell as chains of n + 1 corner masks.</summary>
    public int[][] Simplices { get; }

    /// <summary>Indices of the lowest corners of all cells, in growing order.</summary>
    public IEnumerable<int> CellOrigins()
    {
        for (var point = 0; point < PointCount; point++)
        {
            var isOrigin = true;
            for (var axis = 0; axis < Dimension; axis++)
                isOrigin &= Position(point, axis) < CellsPerAxis;
            if (isOrigin)
                yield return point;
        }
    }

    /// <summary>Writes the coordinates of a grid point; those on the border of the box lie on it exactly.</summary>
    public void CopyCoordinates(int point, Span<double> destination)
    {
        for (var axis = 0; axis < Dimension; axis++)
        {
            var fraction = (double)Position(point, axis) / CellsPerAxis;
            destination[axis] = (1 - fraction) * box.Lower[axis] + fraction * box.Upper[axis];
        }
    }

    private static IEnumerable<int[]> Chains(int[] start, int dimension)
    {
        if (start.Length == dimension + 1)
            return [start];
        return Enumerable.Range(0, dimension)
            .Where(axis => (start[^1] & (1 << axis)) == 0)
            .SelectMany(axis => Chains([.. start, start[^1] | (1 << axis)], dimension));
    }

    private int Position(int point, int axis) => point / strides[axis] % (CellsPerAxis + 1);
}
