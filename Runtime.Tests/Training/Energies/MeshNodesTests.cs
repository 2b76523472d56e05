using DslManifolds.Geometry;
using DslManifolds.Kernels;
using DslManifolds.Runtime.Tests.Models;
using DslManifolds.Training;

namespace DslManifolds.Runtime.Tests.Training;

public class MeshNodesTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void SumsAreUnbiasedAndVaryLessThanThoseOfIndependentPoints(int ambient)
    {
        const int Count = 50, Draws = 2000;
        var mesh = LevelSet.Extract(new TestSphere(ambient), Box.Cube(ambient, 1.3), 24);
        var nodes = new MeshNodes(mesh, Count, new RandomKey(1));
        Assert.Equal(mesh.TotalMeasure(), Count * nodes.Weight, 1e-12);
        var sums = Enumerable.Range(0, Draws)
            .Select(step => nodes.Weight * nodes.Draw((ulong)step).ToArray().Chunk(ambient).Sum(node => Math.Exp(node[0])))
            .ToArray();
        var exact = Quadrature.OnMesh(mesh, 8);
        var moments = exact.Weights
            .Select((weight, node) => (weight, value: Math.Exp(exact.Nodes[node][0])))
            .Aggregate((First: 0.0, Second: 0.0), (sum, term) =>
                (sum.First + term.weight * term.value, sum.Second + term.weight * term.value * term.value));

        // Of Count independent points the sum would vary by this much; five standard errors for the mean.
        var independent = (moments.Second * mesh.TotalMeasure() - moments.First * moments.First) / Count;
        var (mean, variance) = (sums.Average(), sums.Average(sum => sum * sum) - Math.Pow(sums.Average(), 2));
        Assert.Equal(moments.First, mean, 5 * Math.Sqrt(variance / Draws) + 1e-4 * moments.First);
        Assert.InRange(variance, 0, 0.7 * independent);
    }

    [Fact]
    public void NodesLieOnTheSimplicesAndFillThemEvenly()
    {
        const int Count = 20_000;
        var mesh = new SimplicialMesh(new PointSet([0, 0, 1, 0, 0, 1], 2), [0, 1, 2], 2);
        var nodes = new MeshNodes(mesh, Count, new RandomKey(2)).Draw(0).ToArray().Chunk(2).ToArray();

        // Four congruent quarters, by the lines x = ½, y = ½ and x + y = ½.
        var quarters = new int[4];
        foreach (var node in nodes)
        {
            Assert.True(node[0] >= 0 && node[1] >= 0 && node[0] + node[1] <= 1 + 1e-12);
            quarters[node[0] > 0.5 ? 0 : node[1] > 0.5 ? 1 : node[0] + node[1] < 0.5 ? 2 : 3]++;
        }

        Assert.All(quarters, hits => Assert.Equal(0.25, hits / (double)Count, 5 * Math.Sqrt(0.25 * 0.75 / Count)));
    }

    [Fact]
    public void StepsHaveOtherNodesAndKeysReproduceThem()
    {
        var mesh = LevelSet.Extract(new TestSphere(2), Box.Cube(2, 1.3), 24);
        double[] Draw(ulong seed, ulong step) => new MeshNodes(mesh, 20, new RandomKey(seed)).Draw(step).ToArray();
        Assert.Equal(Draw(1, 2), Draw(1, 2));
        Assert.NotEqual(Draw(1, 2), Draw(1, 3));
        Assert.NotEqual(Draw(1, 2), Draw(2, 2));
    }

    [Fact]
    public void MeshesWithoutLengthAreRefused()
    {
        Assert.Throws<ArgumentException>(() => new MeshNodes(SimplicialMesh.FromPoints(new PointSet([0, 1], 2)), 5, new RandomKey(0)));
        Assert.Throws<ArgumentException>(() => new MeshNodes(new SimplicialMesh(new PointSet([], 2), [], 1), 5, new RandomKey(0)));
    }
}
