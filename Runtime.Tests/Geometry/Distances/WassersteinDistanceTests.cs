using CsCheck;
using DslManifolds.Geometry;

namespace DslManifolds.Runtime.Tests.Geometry;

public sealed class WassersteinDistanceTests
{
    [Fact]
    public void AssignmentIsAsCheapAsTheBestOfAllPermutations() =>
        (from size in Gen.Int[1, 7]
         from costs in Gen.Double[-10, 10].Array[size * size]
         select (size, costs)).Sample(problem => AssertOptimal(problem.costs, problem.size), iter: 300);

    [Fact]
    public void AssignmentCopesWithTies() =>
        (from size in Gen.Int[1, 6]
         from costs in Gen.Int[0, 2].Array[size * size]
         select (size, costs)).Sample(
            problem => AssertOptimal(Array.ConvertAll(problem.costs, cost => (double)cost), problem.size), iter: 300);

    [Fact]
    public void OnALineSortedPointsAreMatched() =>
        (from size in Gen.Int[1, 60]
         from first in Gen.Double[-5, 5].Array[size]
         from second in Gen.Double[-5, 5].Array[size]
         select (first, second)).Sample(sets =>
         {
             var squares = sets.first.Order().Zip(sets.second.Order(), (x, y) => (x - y) * (x - y));
             var expected = Math.Sqrt(squares.Average());
             var (first, second) = (new PointSet(sets.first, 1), new PointSet(sets.second, 1));
             Assert.Equal(expected, WassersteinDistance.Exact(first, second).Value, 1e-9);
             Assert.Equal(expected, WassersteinDistance.Sliced(first, second, seed: 1, projections: 3).Value, 1e-9);
         }, iter: 200);

    [Fact]
    public void ATranslationCostsItsLengthAndSlicedTheShareOfADirection()
    {
        var first = Normal(1000, 3, seed: 1);
        var second = new PointSet([.. first.Coordinates.Select((x, index) => x + new[] { 1, 2, -2 }[index % 3])], 3);

        var exact = WassersteinDistance.Between(first, second, seed: 0);
        Assert.Equal(WassersteinMethod.Exact, exact.Method);
        Assert.Equal(3, exact.Value, 1e-9);

        // E ⟨θ, t⟩² = |t|² / n; the mean of 500 draws of 9 cos² has a relative standard error of 4 %.
        var sliced = WassersteinDistance.Sliced(first, second, seed: 0);
        Assert.Equal(WassersteinMethod.Sliced, sliced.Method);
        Assert.Equal(Math.Sqrt(3), sliced.Value, 0.2);
        Assert.True(sliced.Value <= exact.Value);
    }

    [Fact]
    public void ThousandPointsMatchThemselvesInAnyOrder()
    {
        var points = Normal(1000, 2, seed: 3);
        var order = Enumerable.Range(0, 1000).ToArray();
        new Random(4).Shuffle(order);
        var shuffled = new PointSet([.. order.SelectMany(point => points[point].ToArray())], 2);

        Assert.Equal(0, WassersteinDistance.Exact(points, shuffled).Value);
    }

    [Fact]
    public void LargerSetsAndSetsOfUnlikeSizeAreSliced()
    {
        var large = Normal(WassersteinDistance.LargestExactCount + 1, 2, seed: 5);
        var doubled = new PointSet([.. large.Coordinates, .. large.Coordinates], 2);

        Assert.Equal(WassersteinMethod.Sliced, WassersteinDistance.Between(large, large, seed: 1).Method);
        var repeated = WassersteinDistance.Between(large, doubled, seed: 1, projections: 20);
        // Each point twice is the same distribution.
        Assert.Equal(0, repeated.Value, 1e-12);
        Assert.Equal(WassersteinMethod.Sliced, repeated.Method);

        // Masses ½ at 0 and 3 against ⅓ at 0, 0 and 3: a sixth of the mass moves by 3.
        var line = WassersteinDistance.Sliced(new PointSet([3, 0], 1), new PointSet([0, 3, 0], 1), seed: 1, projections: 1);
        Assert.Equal(Math.Sqrt(9.0 / 6), line.Value, 1e-12);
    }

    [Fact]
    public void BadArgumentsAreRefused()
    {
        var point = new PointSet([0, 0], 2);
        Assert.Throws<ArgumentException>(() => WassersteinDistance.Exact(point, new PointSet([0, 0, 1, 1], 2)));
        Assert.Throws<ArgumentException>(() => WassersteinDistance.Between(point, new PointSet([0, 0, 0], 3), 0));
        Assert.Throws<ArgumentException>(() => WassersteinDistance.Between(point, new PointSet([], 2), 0));
        Assert.Throws<ArgumentException>(() => WassersteinDistance.Between(point, new PointSet([0, double.NaN], 2), 0));
        Assert.Throws<ArgumentException>(() => OptimalAssignment.Solve([1, 2, 3], 2));
        Assert.Throws<ArgumentException>(() => OptimalAssignment.Solve([1, double.PositiveInfinity, 2, 3], 2));
        Assert.Empty(OptimalAssignment.Solve([], 0));
    }

    private static void AssertOptimal(double[] costs, int size)
    {
        var assignment = OptimalAssignment.Solve(costs, size);
        Assert.Equal(Enumerable.Range(0, size), assignment.Order());
        var best = Permutations([.. Enumerable.Range(0, size)], 0).Min(permutation => Cost(costs, permutation));
        Assert.Equal(best, Cost(costs, assignment), 1e-9);
    }

    private static double Cost(double[] costs, int[] assignment) =>
        assignment.Select((column, row) => costs[row * assignment.Length + column]).Sum();

    private static IEnumerable<int[]> Permutations(int[] items, int start)
    {
        if (start == items.Length)
            yield return items;
        for (var i = start; i < items.Length; i++)
        {
            (items[start], items[i]) = (items[i], items[start]);
            foreach (var permutation in Permutations(items, start + 1))
                yield return permutation;
            (items[start], items[i]) = (items[i], items[start]);
        }
    }

    private static PointSet Normal(int count, int dimension, int seed)
    {
        var random = new Random(seed);
        double Draw() => Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6;
        return new PointSet([.. Enumerable.Range(0, count * dimension).Select(_ => Draw())], dimension);
    }
}
