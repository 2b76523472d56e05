using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Samplers;
using DslManifolds.Solvers;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Samplers;

public class ReplayBufferTests
{
    private static readonly TestSphere Circle = new(2);
    private static readonly RandomKey Key = new(5);

    [Fact]
    public void StartsFullOfPointsOnTheManifoldAndInTheBox()
    {
        // The box cuts the circle: whatever projects outside must be drawn anew.
        var box = new Box([-1.5, -0.25], [1.5, 1.5]);
        using var noise = new NoiseProjection(Circle, box, Key, ScalarType.Float64);
        using var buffer = new ReplayBuffer(noise, Key.Derive(1));
        Assert.Equal([1000, 2], buffer.Points.shape);
        using var value = Circle.Value(buffer.Points);
        Assert.All(HostTransfer.Read(value), residual => Assert.InRange(residual, -1e-10, 1e-10));
        using var inside = box.Contains(buffer.Points);
        Assert.DoesNotContain(false, HostTransfer.ReadBooleans(inside));
        Assert.Equal(2000, HostTransfer.Read(buffer.Points).Distinct().Count());
    }

    [Fact]
    public void FreshShareOfDrawsIsFresh()
    {
        using var noise = new NoiseProjection(Circle, Box.Cube(2, 1.5), Key, ScalarType.Float64);
        using var buffer = new ReplayBuffer(noise, Key.Derive(1));
        var held = HostTransfer.Read(buffer.Points).Where((_, i) => i % 2 == 0).ToHashSet();
        var fresh = 0;
        var drawn = new HashSet<double>();
        for (var draw = 0; draw < 50; draw++)
        {
            using var starts = buffer.Draw(200);
            Assert.Equal([200, 2], starts.shape);
            var first = HostTransfer.Read(starts).Where((_, i) => i % 2 == 0).ToArray();
            fresh += first.Count(value => !held.Contains(value));
            drawn.UnionWith(first.Where(held.Contains));
        }

        // 10,000 draws at 5 %: standard deviation 22. All 1,000 places are drawn: each is missed with probability e^−9.5.
        Assert.InRange(fresh, 500 - 110, 500 + 110);
        Assert.True(drawn.Count >= 998);
    }

    [Fact]
    public void NewestPointsReplaceTheOldest()
    {
        using var noise = new NoiseProjection(Circle, Box.Cube(2, 1.5), Key, ScalarType.Float64);
        using var buffer = new ReplayBuffer(noise, Key, new() { Capacity = 10, FreshShare = 0 });
        using var angles = Chains.Circle(27);
        for (var start = 0; start < 27; start += 9)
        {
            using var part = angles.narrow(0, start, 9);
            buffer.Add(part);
        }

        Assert.Equal(Rows(angles).Skip(17).Order(), Rows(buffer.Points).Order());

        // More points than there is room for: the last ones stay.
        buffer.Add(angles);
        Assert.Equal(Rows(angles).Skip(17).Order(), Rows(buffer.Points).Order());
    }

    [Fact]
    public void APointOffTheManifoldIsRefusedAndLeavesTheBufferAsItWas()
    {
        using var noise = new NoiseProjection(Circle, Box.Cube(2, 1.5), Key, ScalarType.Float64);
        using var buffer = new ReplayBuffer(noise, Key);
        var before = HostTransfer.Read(buffer.Points);
        using var off = Chains.At(3, 1.01, 0);
        using var notFinite = Chains.At(3, double.NaN, 0);
        Assert.Throws<ArgumentException>(() => buffer.Add(off));
        Assert.Throws<ArgumentException>(() => buffer.Add(notFinite));
        Assert.Equal(before, HostTransfer.Read(buffer.Points));
    }

    [Fact]
    public void KeysReproduceDraws()
    {
        double[] Draws(RandomKey key)
        {
            using var noise = new NoiseProjection(Circle, Box.Cube(2, 1.5), key);
            using var buffer = new ReplayBuffer(noise, key.Derive(1));
            using var first = buffer.Draw(100);
            using var second = buffer.Draw(100);
            return [.. HostTransfer.Read(first), .. HostTransfer.Read(second)];
        }

        Assert.Equal(Draws(Key), Draws(Key));
        Assert.NotEqual(Draws(Key), Draws(new RandomKey(6)));
    }

    [Fact]
    public void ABoxWithoutManifoldIsAClearError()
    {
        using var noise = new NoiseProjection(Circle, new Box([3, 3], [4, 4]), Key);
        var error = Assert.Throws<InvalidOperationException>(() => noise.Take(1));
        Assert.Contains("[3, 4]", error.Message);
        Assert.Contains("Widen the box", error.Message);
    }

    [Fact]
    public void NoiseIsNeverHandedOutTwiceAndLeavesNoTensorBehind()
    {
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (var noise = new NoiseProjection(Circle, Box.Cube(2, 1.5), Key, ScalarType.Float64))
        {
            var seen = new List<double>();
            foreach (var count in new[] { 1, 500, 0, 700, 30 })
            {
                using var points = noise.Take(count);
                Assert.Equal([count, 2], points.shape);
                seen.AddRange(HostTransfer.Read(points));
            }

            Assert.Equal(seen.Count, seen.Distinct().Count());
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void SettingsWithoutSenseAreRefused()
    {
        using var noise = new NoiseProjection(Circle, Box.Cube(2, 1.5), Key);
        Assert.ThrowsAny<ArgumentException>(() => new ReplayBuffer(noise, Key, new() { Capacity = 0 }));
        Assert.ThrowsAny<ArgumentException>(() => new ReplayBuffer(noise, Key, new() { FreshShare = 1.1 }));
        Assert.ThrowsAny<ArgumentException>(() => new ReplayBuffer(noise, Key, new() { Tolerance = double.NaN }));
        Assert.ThrowsAny<ArgumentException>(() => new NoiseProjection(Circle, Box.Cube(3, 1), Key));
    }

    private static (double X, double Y)[] Rows(Tensor points)
    {
        var values = HostTransfer.Read(points);
        return [.. Enumerable.Range(0, values.Length / 2).Select(i => (values[2 * i], values[2 * i + 1]))];
    }
}
