using DslManifolds.Kernels;

namespace DslManifolds.Runtime.Tests.Kernels;

public class CounterRandomTests
{
    private static readonly RandomKey Key = new(Seed: 7, Step: 3, Chain: 10);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    public void WholeBatchEqualsItsHalvesToTheBit(int columns)
    {
        var whole = new double[100 * columns];
        CounterRandom.Normals(Key, whole, columns);
        var parts = new double[100 * columns];
        CounterRandom.Normals(Key, parts.AsSpan(0, 37 * columns), columns);
        CounterRandom.Normals(Key with { Chain = 10 + 37 }, parts.AsSpan(37 * columns), columns);
        Assert.Equal(whole, parts);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void SinglePrecisionIsDoublePrecisionRounded(int columns)
    {
        var wide = new double[60 * columns];
        var narrow = new float[60 * columns];
        CounterRandom.Normals(Key, wide, columns);
        CounterRandom.Normals(Key, narrow, columns);
        Assert.Equal(Array.ConvertAll(wide, value => (float)value), narrow);
    }

    [Fact]
    public void SeedStepChainAndPurposeEachChangeEveryNumber()
    {
        double[] Draw(RandomKey key)
        {
            var values = new double[64];
            CounterRandom.Normals(key, values, 4);
            return values;
        }

        RandomKey[] keys =
            [Key, Key with { Seed = 8 }, Key with { Step = 4 }, Key with { Chain = 1000 }, Key.Derive(0), Key.Derive(1)];
        var draws = keys.Select(Draw).ToArray();
        Assert.Equal(draws.Length * 64, draws.SelectMany(values => values).Distinct().Count());
    }

    [Fact]
    public void NormalsHaveTheMomentsAndTailsOfTheNormal()
    {
        const int Count = 400_000;
        var values = new double[Count];
        CounterRandom.Normals(new RandomKey(1), values, 4);

        // Six standard errors of each moment of a standard normal.
        var error = 6 / Math.Sqrt(Count);
        Assert.InRange(values.Average(), -error, error);
        Assert.InRange(values.Average(value => value * value), 1 - error * Math.Sqrt(2), 1 + error * Math.Sqrt(2));
        Assert.InRange(values.Average(value => value * value * value), -error * Math.Sqrt(15), error * Math.Sqrt(15));
        Assert.InRange(values.Average(value => Math.Pow(value, 4)), 3 - error * Math.Sqrt(96), 3 + error * Math.Sqrt(96));

        // P(|z| > 3) = 0.0026998.
        Assert.InRange(values.Count(value => Math.Abs(value) > 3), 1080 - 6 * 33, 1080 + 6 * 33);
    }

    [Fact]
    public void ColumnsAreUncorrelated()
    {
        const int Rows = 100_000;
        var values = new double[Rows * 4];
        CounterRandom.Normals(new RandomKey(2), values, 4);
        for (var i = 0; i < 4; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var products = Enumerable.Range(0, Rows).Average(row => values[row * 4 + i] * values[row * 4 + j]);
                Assert.InRange(products, -6 / Math.Sqrt(Rows), 6 / Math.Sqrt(Rows));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void UniformsFillTheOpenUnitIntervalEvenly(int columns)
    {
        var values = new double[70_000 * columns];
        CounterRandom.Uniforms(new RandomKey(5), values, columns);
        Assert.All(values, value => Assert.True(value > 0 && value < 1));
        var expected = values.Length / 50.0;
        var statistic = values.GroupBy(value => (int)(value * 50)).Sum(bin => Math.Pow(bin.Count() - expected, 2) / expected);

        // 49 degrees of freedom: mean 49, deviation 9.9; the 99.9 % quantile is 85.4.
        Assert.True(statistic < 85.4, $"chi-square {statistic}");
    }

    [Fact]
    public void UnitVectorsOfOneDimensionAreSigns()
    {
        var values = new double[10_000];
        CounterRandom.UnitVectors(new RandomKey(3), values, 1);
        Assert.All(values, value => Assert.Equal(1, Math.Abs(value)));
        Assert.InRange(values.Count(value => value > 0), 5000 - 300, 5000 + 300);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    public void UnitVectorsHaveUnitLengthAndNoPreferredDirection(int columns)
    {
        const int Rows = 20_000;
        var values = new double[Rows * columns];
        CounterRandom.UnitVectors(new RandomKey(4), values, columns);
        for (var row = 0; row < Rows; row++)
            Assert.Equal(1, values.AsSpan(row * columns, columns).ToArray().Sum(value => value * value), 12);

        for (var column = 0; column < columns; column++)
        {
            var meanSquare = Enumerable.Range(0, Rows).Average(row => Math.Pow(values[row * columns + column], 2));
            Assert.Equal(1.0 / columns, meanSquare, 0.02);
        }
    }

    [Fact]
    public void PermutationsHoldEveryPlaceOnceAndMoveWithTheKey()
    {
        var first = new long[1000];
        var second = new long[1000];
        CounterRandom.Permutation(new RandomKey(1), first);
        CounterRandom.Permutation(new RandomKey(1, Step: 1), second);
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (long)i), first.Order());
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (long)i), second.Order());

        // Fixed points of two independent permutations: about one on average.
        Assert.True(first.Zip(second).Count(pair => pair.First == pair.Second) < 8);
    }

    [Fact]
    public void EveryOrderOfThreeIsAsLikely()
    {
        var counts = new Dictionary<string, int>();
        var order = new long[3];
        for (var step = 0UL; step < 6000; step++)
        {
            CounterRandom.Permutation(new RandomKey(9, step), order);
            var name = string.Join(' ', order);
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }

        Assert.Equal(6, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 1000 - 150, 1000 + 150));
    }

    [Fact]
    public void DrawsAllocateNothing()
    {
        var values = new double[400];
        CounterRandom.Normals(Key, values, 4);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            CounterRandom.Normals(Key, values, 4);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void WrongLengthsAndTooManyChainsAreRefused()
    {
        Assert.Throws<ArgumentException>(() => CounterRandom.Normals(Key, new double[5], 2));
        Assert.Throws<ArgumentException>(() => CounterRandom.Normals(new RandomKey(0, 0, uint.MaxValue), new double[4], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => CounterRandom.Uniforms(Key, new double[4], 0));
    }
}
