using DslManifolds.Geometry;
using DslManifolds.Kernels;

namespace DslManifolds.Training;

/// <summary>The points b of <see cref="BorderHingeOptions"/>: uniform, by area, on the faces of a box; others for each step.</summary>
internal sealed class BorderPoints
{
    private readonly Box box;
    private readonly RandomKey key;
    private readonly double[] points;

    // Face 2 a is where axis a is least, face 2 a + 1 where it is largest; the shares of all faces up to each.
    private readonly double[] cumulative;

    /// <summary>Points on the border of a box.</summary>
    /// <param name="options">The box, how it is stretched, and how many points.</param>
    /// <param name="key">Names the draws.</param>
    /// <param name="ambient">n.</param>
    /// <exception cref="ArgumentException">The box has not n axes.</exception>
    public BorderPoints(BorderHingeOptions options, RandomKey key, int ambient)
    {
        if (options.Box.Dimension != ambient)
        {
            throw new ArgumentException(
                $"The border hinge's box has {options.Box.Dimension} axes, the manifold lies in ℝ^{ambient}.", nameof(options));
        }

        box = options.Box.Scale(options.BoxScale);
        this.key = key;
        points = new double[options.Points * ambient];
        cumulative = Cumulate(box);
    }

    /// <summary>Points of a step.</summary>
    public int Count => points.Length / box.Dimension;

    /// <summary>Draws the points of a step, counted from 0: row-major, kept until the next draw.</summary>
    public ReadOnlySpan<double> Draw(ulong step)
    {
        var n = box.Dimension;
        CounterRandom.Uniforms(key with { Step = step }, points, n);
        for (var start = 0; start < points.Length; start += n)
        {
            var point = points.AsSpan(start, n);
            var face = Face(point[0]);
            var axis = face / 2;

            // The first number has named the face; the one of the axis across it is not needed there and takes its place.
            point[0] = point[axis];
            for (var i = 0; i < n; i++)
                point[i] = box.Lower[i] + point[i] * (box.Upper[i] - box.Lower[i]);
            point[axis] = face % 2 == 0 ? box.Lower[axis] : box.Upper[axis];
        }

        return points;
    }

    private int Face(double level)
    {
        var face = 0;
        while (face < cumulative.Length - 1 && level >= cumulative[face])
            face++;
        return face;
    }

    private static double[] Cumulate(Box box)
    {
        // The area of a face, over the volume of the box: one over the extent across it.
        var cumulative = new double[2 * box.Dimension];
        var sum = 0.0;
        for (var face = 0; face < cumulative.Length; face++)
            cumulative[face] = sum += 1 / (box.Upper[face / 2] - box.Lower[face / 2]);
        return Array.ConvertAll(cumulative, level => level / sum);
    }
}
