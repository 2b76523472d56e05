using DslManifolds.Geometry;

namespace DslManifolds.Runtime.Tests.Geometry;

public sealed class SingleLinkageTests
{
    /// <summary>Points of two concentric circles, in turns: no centre tells them apart, gaps do.</summary>
    [Fact]
    public void ConcentricCirclesAreTwoClusters()
    {
        var points = new PointSet([.. Enumerable.Range(0, 100).SelectMany(i =>
        {
            var (radius, angle) = (1 + i % 2, 2 * Math.PI * i / 100);
            return new[] { radius * Math.Cos(angle), radius * Math.Sin(angle) };
        })], 2);
        foreach (var clusters in new[] { SingleLinkage.Clusters(points, 2), SingleLinkage.ClustersByDistance(points, 0.9) })
        {
            Assert.Equal([50, 50], clusters.Select(cluster => cluster.Count));
            for (var cluster = 0; cluster < 2; cluster++)
            {
                for (var i = 0; i < 50; i++)
                    Assert.Equal(points[2 * i + cluster].ToArray(), clusters[cluster][i].ToArray());
            }
        }
    }

    /// <summary>On a line the links are the gaps between neighbours: 1, 4, 2, 8.</summary>
    [Theory]
    [InlineData(1, new[] { 5 })]
    [InlineData(2, new[] { 4, 1 })]
    [InlineData(3, new[] { 2, 2, 1 })]
    [InlineData(4, new[] { 2, 1, 1, 1 })]
    [InlineData(5, new[] { 1, 1, 1, 1, 1 })]
    public void TheLongestLinksAreCut(int count, int[] sizes)
    {
        var line = new PointSet([0, 1, 5, 7, 15], 1);
        Assert.Equal(sizes, SingleLinkage.Clusters(line, count).Select(cluster => cluster.Count));
    }

    [Theory]
    [InlineData(0.5, 5)]
    [InlineData(1, 4)]
    [InlineData(2.5, 3)]
    [InlineData(4, 2)]
    [InlineData(8, 1)]
    public void LinksUpToADistanceHold(double distance, int count)
    {
        var line = new PointSet([7, 0, 15, 1, 5], 1);
        var clusters = SingleLinkage.ClustersByDistance(line, distance);
        Assert.Equal(count, clusters.Count);
        Assert.Equal(7, clusters[0][0][0]);
        Assert.Equal([0, 1, 5, 7, 15], clusters.SelectMany(cluster => cluster.Coordinates).Order());
    }

    [Fact]
    public void EqualPointsAreOneCluster() =>
        Assert.Equal([3, 1], SingleLinkage.ClustersByDistance(new PointSet([2, 2, 3, 2], 1), 0).Select(cluster => cluster.Count));

    [Fact]
    public void WhatMakesNoSenseIsRefused()
    {
        var line = new PointSet([0, 1], 1);
        Assert.Throws<ArgumentException>(() => SingleLinkage.Clusters(line, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => SingleLinkage.Clusters(line, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => SingleLinkage.ClustersByDistance(line, double.NaN));
        Assert.Throws<ArgumentException>(() => SingleLinkage.ClustersByDistance(new PointSet([], 1), 1));
        Assert.Throws<ArgumentException>(() => SingleLinkage.Clusters(new PointSet([0, double.NaN], 1), 1));
    }
}
