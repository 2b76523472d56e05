using static TorchSharp.torch;

namespace DslManifolds.Geometry;

/// <summary>
/// Moves the vertices of an extracted mesh from the zeros of the piecewise-linear interpolant towards those of F.
/// </summary>
internal static class LevelSetRefinement
{
    /// <summary>
    /// Codimension 1: the zero on each crossed edge x(t) = (1 − t) a + t b by regula falsi in its Illinois form, which keeps an
    /// interval over which F changes sign and converges with order 1.44.
    /// </summary>
    public static PointSet OnEdges(
        IManifold manifold, KuhnGrid grid, float[] values, CrossedFaces edges, int steps, ScalarType elementType, Device? device)
    {
        var brackets = new Bracket[edges.Count];
        for (var edge = 0; edge < brackets.Length; edge++)
            brackets[edge] = new Bracket(values[edges.Corners[2 * edge]], values[edges.Corners[2 * edge + 1]]);
        var points = Place();
        for (var step = 0; step < steps && edges.Count > 0; step++)
        {
            var residuals = points.Evaluate(manifold.Value, elementType, device);
            for (var edge = 0; edge < brackets.Length; edge++)
                brackets[edge].Update(residuals[edge]);
            points = Place();
        }

        return points;

        PointSet Place()
        {
            var coordinates = new double[edges.Count * grid.Dimension];
            for (var edge = 0; edge < brackets.Length; edge++)
            {
                var t = brackets[edge].Zero;
                Combine(grid, edges, edge, [1 - t, t], coordinates.AsSpan(edge * grid.Dimension, grid.Dimension));
            }

            return new PointSet(coordinates, grid.Dimension);
        }
    }

    /// <summary>
    /// Codimension 2: Gauss–Newton steps x ← x − Jᵀ(JJᵀ)⁻¹F from the zero of the interpolant. Each vertex keeps the best point it
    /// has met within a cell of its start, and stops at the first that is no better, leaves the cell or has a singular JJᵀ.
    /// </summary>
    public static PointSet ByGaussNewton(
        IManifold manifold, KuhnGrid grid, float[] values, CrossedFaces faces, int steps, ScalarType elementType, Device? device)
    {
        var n = grid.Dimension;
        var start = new double[faces.Count * n];
        for (var face = 0; face < faces.Count; face++)
        {
            var zero = CurveMarch.Zero(values, faces.Corners[3 * face], faces.Corners[3 * face + 1], faces.Corners[3 * face + 2]);
            Combine(grid, faces, face, [zero.A, zero.B, zero.C], start.AsSpan(face * n, n));
        }

        double[] best = [.. start];
        double[] trial = [.. start];
        var leastSquare = new double[faces.Count];
        Array.Fill(leastSquare, double.PositiveInfinity);
        var moving = new bool[faces.Count];
        Array.Fill(moving, true);
        // The value at the last trial decides whether it is kept, hence one evaluation more than there are steps.
        for (var step = 0; step <= steps && steps > 0 && faces.Count > 0; step++)
        {
            var rows = new PointSet(trial, n).Evaluate(x => ValueAndJacobian(manifold, x), elementType, device);
            for (var face = 0; face < faces.Count; face++)
            {
                if (!moving[face])
                    continue;
                var row = rows.AsSpan(face * 2 * (n + 1), 2 * (n + 1));
                var square = row[0] * row[0] + row[1] * row[1];
                moving[face] = square < leastSquare[face];
                if (!moving[face])
                    continue;
                leastSquare[face] = square;
                var position = trial.AsSpan(face * n, n);
                position.CopyTo(best.AsSpan(face * n, n));
                moving[face] = StepBack(row[..2], row.Slice(2, n), row.Slice(2 + n, n), position)
                    && IsWithinCell(grid, position, start.AsSpan(face * n, n));
            }
        }

        return new PointSet(best, n);
    }

    private static Tensor ValueAndJacobian(IManifold manifold, Tensor x)
    {
        using var scope = NewDisposeScope();
        var (value, jacobian) = manifold.ValueAndJacobian(x);
        return cat([value, jacobian.flatten(1)], 1).MoveToOuterDisposeScope();
    }

    /// <summary>x ← x − Jᵀ(JJᵀ)⁻¹F for one point and two rows of J; false where JJᵀ is singular to working precision.</summary>
    private static bool StepBack(
        ReadOnlySpan<double> value, ReadOnlySpan<double> first, ReadOnlySpan<double> second, Span<double> x)
    {
        double a = 0, b = 0, c = 0;
        for (var axis = 0; axis < x.Length; axis++)
        {
            a += first[axis] * first[axis];
            b += first[axis] * second[axis];
            c += second[axis] * second[axis];
        }

        var determinant = a * c - b * b;
        if (!(determinant > 1e-12 * a * c))
            return false;
        var firstMultiplier = (c * value[0] - b * value[1]) / determinant;
        var secondMultiplier = (a * value[1] - b * value[0]) / determinant;
        for (var axis = 0; axis < x.Length; axis++)
            x[axis] -= firstMultiplier * first[axis] + secondMultiplier * second[axis];
        return true;
    }

    private static bool IsWithinCell(KuhnGrid grid, ReadOnlySpan<double> position, ReadOnlySpan<double> start)
    {
        for (var axis = 0; axis < position.Length; axis++)
        {
            if (!(Math.Abs(position[axis] - start[axis]) <= grid.CellSizes[axis]))
                return false;
        }

        return true;
    }

    /// <summary>The point of a face with given barycentric weights.</summary>
    private static void Combine(
        KuhnGrid grid, CrossedFaces faces, int face, ReadOnlySpan<double> weights, Span<double> destination)
    {
        Span<double> origin = stackalloc double[destination.Length];
        Span<double> corner = stackalloc double[destination.Length];
        grid.CopyCoordinates(faces.Corners[weights.Length * face], origin);
        origin.CopyTo(destination);
        // Differences to one corner, so that faces on the border of the box have their points on it exactly.
        for (var c = 1; c < weights.Length; c++)
        {
            grid.CopyCoordinates(faces.Corners[weights.Length * face + c], corner);
            for (var axis = 0; axis < corner.Length; axis++)
                destination[axis] += weights[c] * (corner[axis] - origin[axis]);
        }
    }

    /// <summary>An interval of t ∈ [0, 1] over which F changes sign; zero counts as positive, as it does on the grid.</summary>
    private struct Bracket(double start, double end)
    {
        private double low = 0, lowValue = start, high = 1, highValue = end;
        private int lastMoved;

        /// <summary>Zero of the line through the two ends.</summary>
        public readonly double Zero => low + (high - low) * (lowValue / (lowValue - highValue));

        /// <summary>Narrows the interval by the value of F at <see cref="Zero"/>; a NaN narrows nothing.</summary>
        public void Update(double value)
        {
            if (double.IsNaN(value))
                return;
            var zero = Zero;
            if (value >= 0 == lowValue >= 0)
            {
                (low, lowValue) = (zero, value);
                // An end that stays twice counts half, or the interval would shrink from one side only.
                highValue *= lastMoved == -1 ? 0.5 : 1;
                lastMoved = -1;
            }
            else
            {
                (high, highValue) = (zero, value);
                lowValue *= lastMoved == 1 ? 0.5 : 1;
                lastMoved = 1;
            }
        }
    }
}
