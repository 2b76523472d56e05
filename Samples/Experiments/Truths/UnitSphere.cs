using DslManifolds.Geometry;

namespace DslManifolds.Samples.Experiments;

/// <summary>The unit sphere of ℝ³.</summary>
internal sealed class UnitSphere : TrueSet
{
    /// <summary>20,000 points on the golden-angle spiral.</summary>
    public override PointSet Cover
    {
        get
        {
            const int Count = 20_000;
            var golden = Math.PI * (3 - Math.Sqrt(5));
            var coordinates = new double[3 * Count];
            for (var i = 0; i < Count; i++)
            {
                var height = 1 - (2.0 * i + 1) / Count;
                var radius = Math.Sqrt(1 - height * height);
                coordinates[3 * i] = radius * Math.Cos(golden * i);
                coordinates[3 * i + 1] = radius * Math.Sin(golden * i);
                coordinates[3 * i + 2] = height;
            }
            return new PointSet(coordinates, 3);
        }
    }

    /// <summary>Distance of each point to the sphere, | |x| − 1 |.</summary>
    public override double[] Distances(PointSet points) => [.. Enumerable.Range(0, points.Count).Select(i =>
    {
        var point = points[i];
        return Math.Abs(Math.Sqrt(point[0] * point[0] + point[1] * point[1] + point[2] * point[2]) - 1);
    })];
}
