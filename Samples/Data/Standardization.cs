using DslManifolds.Geometry;

namespace DslManifolds.Samples.Data;

/// <summary>
/// Moves and scales points so that they lie in the cube [−1, 1]ⁿ and reach both sides of it on one axis: z = (x − c) / s, c the
/// middle of their bounding box and s half of its greatest width. A density by length (m = 1) or area (m = 2) becomes p(x) = p(z) / sᵐ.
/// </summary>
internal sealed class Standardization
{
    /// <param name="points">The points; they are not all the same.</param>
    /// <exception cref="InputException">All points are the same.</exception>
    public Standardization(PointSet points)
    {
        var axes = Enumerable.Range(0, points.Dimension)
            .Select(axis => Enumerable.Range(0, points.Count).Select(i => points[i][axis]).ToArray())
            .Select(values => (Least: values.Min(), Most: values.Max())).ToArray();
        Centre = [.. axes.Select(axis => axis.Least + (axis.Most - axis.Least) / 2)];
        Scale = axes.Max(axis => axis.Most - axis.Least) / 2;
        if (Scale == 0)
            throw new InputException("--data: all points are the same; a manifold is learned from points that differ.");
    }

    /// <summary>c.</summary>
    public double[] Centre { get; }

    /// <summary>s.</summary>
    public double Scale { get; }

    /// <summary>z.</summary>
    public PointSet Apply(PointSet points) => Map(points, (x, axis) => (x - Centre[axis]) / Scale);

    /// <summary>x.</summary>
    public PointSet Undo(PointSet points) => Map(points, (z, axis) => Centre[axis] + Scale * z);

    private static PointSet Map(PointSet points, Func<double, int, double> map) =>
        new([.. points.Coordinates.Select((value, i) => map(value, i % points.Dimension))], points.Dimension);
}
