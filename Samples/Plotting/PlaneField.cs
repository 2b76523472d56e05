using DslManifolds.Geometry;

namespace DslManifolds.Samples.Plotting;

/// <summary>A function sampled on a square grid of the plane, and its level lines by marching squares.</summary>
internal sealed class PlaneField
{
    private readonly double[,] values;

    /// <param name="halfWidth">The grid covers [−halfWidth, halfWidth]².</param>
    /// <param name="values">
    /// Values, [i, j] at the i-th x and the j-th y from the lower left corner; square, at least 2 × 2.
    /// </param>
    public PlaneField(double halfWidth, double[,] values)
    {
        if (values.GetLength(0) != values.GetLength(1) || values.GetLength(0) < 2)
            throw new ArgumentException("The grid must be square, with at least two points a side.", nameof(values));
        this.values = values;
        Most = halfWidth;
    }

    /// <summary>Least coordinate of the grid.</summary>
    public double Least => -Most;

    /// <summary>Greatest coordinate of the grid.</summary>
    public double Most { get; }

    /// <summary>Points a side.</summary>
    public int Count => values.GetLength(0);

    /// <summary>The count² points of a grid, in the order of <see cref="FromFlat"/>: y runs fastest.</summary>
    public static PointSet GridPoints(double halfWidth, int count)
    {
        var coordinates = new double[2 * count * count];
        for (var i = 0; i < count * count; i++)
        {
            coordinates[2 * i] = halfWidth * (2.0 * (i / count) / (count - 1) - 1);
            coordinates[2 * i + 1] = halfWidth * (2.0 * (i % count) / (count - 1) - 1);
        }
        return new PointSet(coordinates, 2);
    }

    /// <summary>A field from values at <see cref="GridPoints"/>.</summary>
    public static PlaneField FromFlat(double halfWidth, IReadOnlyList<double> flat)
    {
        var count = (int)Math.Round(Math.Sqrt(flat.Count));
        var grid = new double[count, count];
        for (var i = 0; i < flat.Count; i++)
            grid[i / count, i % count] = flat[i];
        return new PlaneField(halfWidth, grid);
    }

    /// <summary>Least and greatest value.</summary>
    public (double Least, double Most) Range() => (values.Cast<double>().Min(), values.Cast<double>().Max());

    /// <summary>The magnitude that a share of the values does not exceed.</summary>
    public double Magnitude(double share) =>
        values.Cast<double>().Select(Math.Abs).Order().ElementAt((int)(share * (values.Length - 1)));

    /// <summary>Values as an image: rows from the top down.</summary>
    public double[,] TopDown()
    {
        var image = new double[Count, Count];
        for (var i = 0; i < Count; i++)
        {
            for (var j = 0; j < Count; j++)
                image[Count - 1 - j, i] = values[i, j];
        }
        return image;
    }

    /// <summary>The lines where the field takes a value, each as a chain of points.</summary>
    public List<List<(double X, double Y)>> ContourLines(double level) => new ContourTracer(values, level, Least, Most).Trace();
}
