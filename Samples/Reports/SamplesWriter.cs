using System.Globalization;
using DslManifolds.Geometry;

namespace DslManifolds.Samples.Reports;

/// <summary>Writes points as CSV: a header x0,x1,…, then one point a line, each number to full precision.</summary>
internal static class SamplesWriter
{
    /// <summary>Writes the points.</summary>
    public static void Write(string path, PointSet points)
    {
        using var writer = new StreamWriter(path) { NewLine = "\n" };
        var columns = points.Dimension;
        writer.WriteLine(string.Join(',', Enumerable.Range(0, columns).Select(i => FormattableString.Invariant($"x{i}"))));
        for (var i = 0; i < points.Count; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                if (j > 0)
                    writer.Write(',');
                writer.Write(points[i][j].ToString("R", CultureInfo.InvariantCulture));
            }
            writer.WriteLine();
        }
    }
}
