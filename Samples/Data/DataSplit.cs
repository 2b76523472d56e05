using DslManifolds.Geometry;

namespace DslManifolds.Samples.Data;

/// <summary>Data split at random into training, validation and test points, 80 / 10 / 10.</summary>
/// <param name="Train">Points to train on.</param>
/// <param name="Validation">Points to stop or choose by.</param>
/// <param name="Test">Points that nothing is fitted to.</param>
internal sealed record DataSplit(PointSet Train, PointSet Validation, PointSet Test)
{
    /// <summary>Splits by a seed: the same points and seed give the same split.</summary>
    public static DataSplit From(PointSet points, int seed)
    {
        var order = Enumerable.Range(0, points.Count).ToArray();
        new Random(seed).Shuffle(order);
        var held = order.Length / 10;
        var (test, validation, train) = (order[..held], order[held..(2 * held)], order[(2 * held)..]);
        return new DataSplit(Choose(points, train), Choose(points, validation), Choose(points, test));
    }

    /// <summary>The first points of a set; all where there are not so many.</summary>
    public static PointSet First(PointSet points, int count) =>
        Choose(points, [.. Enumerable.Range(0, Math.Min(count, points.Count))]);

    /// <summary>Some points of a set, in the order given.</summary>
    public static PointSet Choose(PointSet points, IReadOnlyList<int> chosen)
    {
        var coordinates = new double[chosen.Count * points.Dimension];
        for (var i = 0; i < chosen.Count; i++)
            points[chosen[i]].CopyTo(coordinates.AsSpan(i * points.Dimension));
        return new PointSet(coordinates, points.Dimension);
    }
}
