using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Geometry;

/// <summary>Extraction of a manifold M = F⁻¹(0) inside a box as a mesh.</summary>
/// <remarks>
/// Marching simplices: F is evaluated on a regular grid, whose cells are split into triangles or tetrahedra (Kuhn's
/// triangulation), and its piecewise-linear interpolant has as zero set the mesh, a manifold whose boundary lies on the border of
/// the box. Unlike marching cubes it knows no ambiguous cases, so the topology of the mesh is that of the interpolant, exactly.
/// One algorithm serves curves in ℝ² and surfaces in ℝ³ (k = 1) and curves in ℝ³ (k = 2). Features smaller than a cell may be
/// missed.
/// </remarks>
public static class LevelSet
{
    /// <summary>Extracts the zero set of F in a box.</summary>
    /// <param name="manifold">F: ℝⁿ → ℝᵏ with (n, k) = (2, 1), (3, 1) or (3, 2).</param>
    /// <param name="box">The box, of dimension n.</param>
    /// <param name="cellsPerAxis">Number of grid cells along each axis; F is evaluated at (cellsPerAxis + 1)ⁿ points.</param>
    /// <param name="refinementSteps">
    /// Evaluations of F a vertex to move it from the zero of the interpolant towards that of F. For k = 1 it stays on its grid
    /// edge, where F changes sign: four steps reach single precision, eight double; for k = 2 it stays within a cell of where it
    /// was and only moves if |F| decreases. The topology is not touched.
    /// </param>
    /// <param name="elementType">Element type that F works in.</param>
    /// <param name="device">Device that F works on; the CPU where null.</param>
    /// <returns>
    /// A mesh of dimension n − k, without simplices where F has no zero. For k = 1 it is oriented: normals (the left of a
    /// segment) point to where F is positive.
    /// </returns>
    /// <exception cref="NotSupportedException">
    /// Other dimensions, or a manifold whose dimension is not n − k: its mesh would not be one of its zero set.
    /// </exception>
    /// <exception cref="ArithmeticException">F is not finite, as a number of single precision, at a grid point.</exception>
    public static SimplicialMesh Extract(
        IManifold manifold,
        Box box,
        int cellsPerAxis,
        int refinementSteps = 4,
        ScalarType elementType = ScalarType.Float32,
        Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(manifold);
        ArgumentNullException.ThrowIfNull(box);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cellsPerAxis);
        ArgumentOutOfRangeException.ThrowIfNegative(refinementSteps);
        var (dimension, outputs) = (manifold.AmbientDimension, manifold.CodomainDimension);
        if (box.Dimension != dimension)
            throw new ArgumentException($"The box has {box.Dimension} axes, the manifold lies in ℝ^{dimension}.", nameof(box));
        if (manifold.Dimension != dimension - outputs)
        {
            throw new NotSupportedException(
                $"The manifold has dimension {manifold.Dimension}, but F maps ℝ^{dimension} to ℝ^{outputs}, so that its Jacobian "
                + "has not full rank, as for a union with a codimension above 1. Extract the components one by one.");
        }

        if ((dimension, outputs) is not ((2 or 3, 1) or (3, 2)))
        {
            throw new NotSupportedException(
                $"F maps ℝ^{dimension} to ℝ^{outputs}; a mesh can be extracted for ℝ² → ℝ, ℝ³ → ℝ and ℝ³ → ℝ².");
        }

        if (Math.Pow(cellsPerAxis + 1.0, dimension) * outputs > Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(cellsPerAxis), cellsPerAxis, "The grid has too many points.");

        var grid = new KuhnGrid(box, cellsPerAxis);
        var values = Sample(manifold, grid, elementType, device);
        var faces = outputs == 1 ? HypersurfaceMarch.Run(grid, values) : CurveMarch.Run(grid, values);
        var vertices = outputs == 1
            ? LevelSetRefinement.OnEdges(manifold, grid, values, faces, refinementSteps, elementType, device)
            : LevelSetRefinement.ByGaussNewton(manifold, grid, values, faces, refinementSteps, elementType, device);
        return new SimplicialMesh(vertices, [.. faces.Simplices], dimension - outputs);
    }

    private static float[] Sample(IManifold manifold, KuhnGrid grid, ScalarType elementType, Device? device)
    {
        var outputs = manifold.CodomainDimension;
        var values = new float[grid.PointCount * outputs];
        for (var start = 0; start < grid.PointCount; start += PointSet.ChunkSize)
        {
            var count = Math.Min(PointSet.ChunkSize, grid.PointCount - start);
            var coordinates = new double[count * grid.Dimension];
            for (var point = 0; point < count; point++)
                grid.CopyCoordinates(start + point, coordinates.AsSpan(point * grid.Dimension, grid.Dimension));
            var chunk = new PointSet(coordinates, grid.Dimension).Evaluate(manifold.Value, elementType, device);
            for (var i = 0; i < chunk.Length; i++)
            {
                var value = (float)chunk[i];
                if (!float.IsFinite(value))
                {
                    var place = string.Join(", ", coordinates.Skip(i / outputs * grid.Dimension).Take(grid.Dimension));
                    throw new ArithmeticException(
                        $"F is {value} at ({place}), so its zero set cannot be extracted there; "
                        + "check the parameters, or choose a box that leaves the point out.");
                }

                values[start * outputs + i] = value;
            }
        }

        return values;
    }
}
