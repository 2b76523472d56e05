using System.Numerics;
using System.Runtime.Intrinsics;
using DslManifolds.Kernels;

namespace DslManifolds.Runtime.Tests.Kernels;

[Trait("Category", "Kernels")]
public class VectorRandomTests
{
    private static readonly RandomKey Key = new(Seed: 0x123456789ABCDEF, Step: 0x3000000005, Chain: 10);

    public static TheoryData<int> Columns => [1, 2, 3, 4, 5, 6, 7, 8, 13];

    /// <summary>The three known answers that the generator's authors publish for ten rounds, in every lane.</summary>
    [Theory]
    [Trait("Category", "KernelsReduced")]
    [InlineData(0, 0, 0, 0xe169c58d6627e8d5, 0x9b00dbd8bc57ac4c)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0x41c83b0e408f276d, 0x6d5451fda20bc7c6)]
    [InlineData(0x85a308d3243f6a88, 0x0370734413198a2e, 0x299f31d0a4093822, 0x94fdccebd16cfe09, 0x24126ea15001e420)]
    public void GivesTheKnownAnswers(ulong counterLow, ulong counterHigh, ulong key, ulong low, ulong high)
    {
        var (word0, word1, word2, word3) = VectorPhilox.Blocks(
            (uint)counterLow, Vector512.Create(counterLow >> 32), counterHigh, key);
        for (var lane = 0; lane < Vector512<ulong>.Count; lane++)
        {
            Assert.Equal(low, (uint)word0[lane] | (ulong)(uint)word1[lane] << 32);
            Assert.Equal(high, (uint)word2[lane] | (ulong)(uint)word3[lane] << 32);
        }
    }

    [Fact]
    public void EveryLaneHasACounterOfItsOwn()
    {
        var chains = Vector512.Create(5ul, 0, 0xFFFFFFFF, 7, 1000, 3, 2, 1);
        var (word0, word1, _, _) = VectorPhilox.Blocks(9, chains, 0x1234567890, 42);
        for (var lane = 0; lane < Vector512<ulong>.Count; lane++)
        {
            var (low, _) = Philox4x32.Block(9 | chains[lane] << 32, 0x1234567890, 42);
            Assert.Equal(low, (uint)word0[lane] | (ulong)(uint)word1[lane] << 32);
        }
    }

    [Theory]
    [Trait("Category", "KernelsReduced")]
    [MemberData(nameof(Columns))]
    public void NumbersAreThoseOfCounterRandom(int columns)
    {
        using var wide = new Scratch<double>(columns);
        using var narrow = new Scratch<float>(columns);
        var expected = new double[Vector512<float>.Count * columns];
        for (var step = 0UL; step < 40; step++)
        {
            var key = Key with { Step = step << 30, Chain = (uint)(step * 977) };
            CounterRandom.Normals(key, expected, columns);
            VectorRandom.Normals(key, wide.Lanes, columns);
            VectorRandom.Normals(key, narrow.Lanes, columns);
            AssertNear(expected, wide.Lanes.Elements(columns), columns, 1e-14);
            AssertNear(expected, narrow.Lanes.Elements(columns), columns, 1e-6);
            CounterRandom.Uniforms(key, expected, columns);
            VectorRandom.Uniforms(key, wide.Lanes, columns);
            VectorRandom.Uniforms(key, narrow.Lanes, columns);
            AssertNear(expected, wide.Lanes.Elements(columns), columns, 0);
            AssertNear(Array.ConvertAll(expected, value => (double)(float)value), narrow.Lanes.Elements(columns), columns, 0);
            CounterRandom.UnitVectors(key, expected, columns);
            VectorRandom.UnitVectors(key, wide.Lanes, columns);
            VectorRandom.UnitVectors(key, narrow.Lanes, columns);
            AssertNear(expected, wide.Lanes.Elements(columns), columns, 1e-13);
            AssertNear(expected, narrow.Lanes.Elements(columns), columns, 2e-6);
        }
    }

    [Fact]
    public void AChainsNumbersAreTheSameToTheBitInEveryLane()
    {
        const int Columns = 5;
        using var first = new Scratch<float>(Columns);
        using var second = new Scratch<float>(Columns);
        VectorRandom.Normals(Key, first.Lanes, Columns);
        for (var shift = 1; shift < Vector512<float>.Count; shift++)
        {
            VectorRandom.Normals(Key with { Chain = Key.Chain + (uint)shift }, second.Lanes, Columns);
            for (var column = 0; column < Columns; column++)
            {
                for (var lane = shift; lane < Vector512<float>.Count; lane++)
                    Assert.Equal(first.Lanes[column][lane], second.Lanes[column][lane - shift]);
            }
        }
    }

    /// <summary>Near u = 1 the radius is √(2 (1 − u)): single precision holds it only if it takes 1 − u, not u.</summary>
    [Fact]
    public void SmallRadiiKeepTheirRelativeAccuracy()
    {
        using var lanes = new Scratch<float>(2);
        var expected = new double[2 * Vector512<float>.Count];
        var smallest = double.PositiveInfinity;
        for (var chain = 0u; chain < 400_000; chain += (uint)Vector512<float>.Count)
        {
            var key = new RandomKey(3, 0, chain);
            VectorRandom.Normals(key, lanes.Lanes, 2);
            CounterRandom.Normals(key, expected, 2);
            for (var lane = 0; lane < Vector512<float>.Count; lane++)
            {
                var radius = Math.Sqrt(Square(expected[2 * lane]) + Square(expected[2 * lane + 1]));
                var found = Math.Sqrt(Square(lanes.Lanes[0][lane]) + Square(lanes.Lanes[1][lane]));
                Assert.Equal(1, found / radius, 5e-7);
                smallest = Math.Min(smallest, radius);
            }
        }

        Assert.True(smallest < 5e-3);
    }

    [Fact]
    public void NormalsAreNormal()
    {
        const int Vectors = 12_500;
        using var lanes = new Scratch<float>(2);
        var values = new List<double>();
        var product = 0.0;
        for (var step = 0; step < Vectors; step++)
        {
            VectorRandom.Normals(new RandomKey(11, (ulong)step), lanes.Lanes, 2);
            for (var lane = 0; lane < Vector512<float>.Count; lane++)
            {
                values.Add(lanes.Lanes[0][lane]);
                values.Add(lanes.Lanes[1][lane]);
                product += lanes.Lanes[0][lane] * lanes.Lanes[1][lane];
            }
        }

        // Bounds are five standard deviations; the supremum of a Brownian bridge passes 2 once in 1,500 draws.
        var count = values.Count;
        Assert.InRange(values.Average() * Math.Sqrt(count), -5, 5);
        Assert.InRange((values.Average(x => x * x) - 1) * Math.Sqrt(count / 2.0), -5, 5);
        Assert.InRange((values.Average(x => x * x * x * x) - 3) * Math.Sqrt(count / 96.0), -5, 5);
        Assert.InRange(product / Math.Sqrt(count / 2.0), -5, 5);
        values.Sort();
        var distance = 0.0;
        for (var i = 0; i < count; i++)
            distance = Math.Max(distance, Math.Abs(VectorMath.NormalCdf(Vector512.Create(values[i]))[0] - (i + 0.5) / count));
        Assert.InRange(distance * Math.Sqrt(count), 0.2, 2);
    }

    private static double Square(double x) => x * x;

    private static void AssertNear<T>(double[] rows, ReadOnlySpan<T> elements, int columns, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var lanes = elements.Length / columns;
        for (var lane = 0; lane < lanes; lane++)
        {
            for (var column = 0; column < columns; column++)
                Assert.Equal(rows[lane * columns + column], double.CreateTruncating(elements[column * lanes + lane]), tolerance);
        }
    }
}
