using DslManifolds.Geometry;

namespace DslManifolds.Samples.Experiments;

/// <summary>Two copies of the two-mode sphere, moved by ±offset along the first axis, each with half of the mass.</summary>
/// <param name="offset">How far each is moved.</param>
internal sealed class SphereUnionTruth(double offset) : PartTruth
{
    private readonly TwoModeSphereTruth sphere = new();

    /// <inheritdoc/>
    public override PointSet Cover
    {
        get
        {
            var cover = sphere.Cover;
            return new([.. Moved(cover, -offset).Coordinates, .. Moved(cover, offset).Coordinates], 3);
        }
    }

    /// <inheritdoc/>
    public override PointSet Sample(int count, Random random)
    {
        var points = sphere.Sample(count, random);
        for (var i = 0; i < count; i++)
            points.Coordinates[3 * i] += random.Next(2) == 0 ? -offset : offset;
        return points;
    }

    /// <inheritdoc/>
    public override double[] Distances(PointSet points) =>
        [.. sphere.Distances(Moved(points, offset)).Zip(sphere.Distances(Moved(points, -offset)), Math.Min)];

    private static PointSet Moved(PointSet points, double by)
    {
        var coordinates = (double[])points.Coordinates.Clone();
        for (var i = 0; i < coordinates.Length; i += 3)
            coordinates[i] += by;
        return new PointSet(coordinates, 3);
    }
}
