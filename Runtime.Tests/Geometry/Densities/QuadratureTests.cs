using DslManifolds.Geometry;
using DslManifolds.Runtime.Tests.Models;
using MathNet.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Geometry;

public sealed class QuadratureTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(2)]
    [InlineData(10)]
    public void VonMisesConstantOnTheCircle(double concentration)
    {
        var truth = Math.Log(2 * Math.PI * SpecialFunctions.BesselI0(concentration));

        AssertSecondOrder(new TestSphere(2), new TestEnergy(2, concentration), truth, [25, 50, 100, 200], 2e-4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void VonMisesFisherConstantOnTheSphere(double concentration)
    {
        var truth = Math.Log(4 * Math.PI * Math.Sinh(concentration) / concentration);

        AssertSecondOrder(new TestSphere(3), new TestEnergy(3, concentration), truth, [10, 20, 40], 5e-3);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void SubdivisionKeepsTheMeasureAndConvergesWithinFlatSimplices(int ambient)
    {
        // One simplex, where ∫ e^x₁ is known: along a segment (e − 1) times its length, on the triangle below e − 2.
        var mesh = ambient == 2
            ? new SimplicialMesh(new PointSet([0, 0, 1, 1], 2), [0, 1], 1)
            : new SimplicialMesh(new PointSet([0, 0, 0, 1, 0, 0, 0, 1, 0], 3), [0, 1, 2], 2);
        var truth = ambient == 2 ? Math.Sqrt(2) * (Math.E - 1) : Math.E - 2;

        var errors = new List<double>();
        foreach (var parts in new[] { 1, 2, 4, 8 })
        {
            var rule = Quadrature.OnMesh(mesh, parts);
            Assert.Equal(mesh.TotalMeasure(), rule.Weights.Sum(), 1e-12);
            var integral = Math.Exp(rule.LogNormalizingConstant(new TestEnergy(ambient, 1), ScalarType.Float64));
            errors.Add(Math.Abs(integral - truth));
        }

        Assert.All(errors.Zip(errors.Skip(1)), pair => Assert.InRange(pair.First / pair.Second, 3.5, 4.5));
    }

    [Fact]
    public void MassesSumToOneAndFollowTheDensity()
    {
        var rule = Quadrature.OnMesh(LevelSet.Extract(new TestSphere(2), Box.Cube(2, 1.5), 100));
        var masses = rule.Masses(new TestEnergy(2, 2), ScalarType.Float64);

        Assert.Equal(1, masses.Sum(), 1e-12);
        var rightHalf = masses.Where((_, node) => rule.Nodes[node][0] > 0).Sum();
        // ∫ e^(2 cos φ) over |φ| < π/2 is π (I₀(2) + L₀(2)), with the modified Struve function L₀(2) = 1.935 912 4.
        Assert.Equal(0.5 * (1 + 1.9359124 / SpecialFunctions.BesselI0(2)), rightHalf, 2e-3);
    }

    [Fact]
    public void LargeEnergiesNeitherOverflowNorVanish()
    {
        var mesh = LevelSet.Extract(new TestSphere(2), Box.Cube(2, 1.5), 400);
        var logConstant = Quadrature.OnMesh(mesh).LogNormalizingConstant(new TestEnergy(2, 5000), ScalarType.Float64);

        // log I₀(κ) → κ − ½ log(2πκ) for large κ.
        Assert.Equal(5000 + Math.Log(2 * Math.PI) - 0.5 * Math.Log(2 * Math.PI * 5000), logConstant, 0.1);
    }

    [Fact]
    public void NothingToIntegrateAndBadEnergiesAreReported()
    {
        var empty = Quadrature.OnMesh(new SimplicialMesh(new PointSet([], 2), [], 1));
        Assert.Throws<InvalidOperationException>(() => empty.LogNormalizingConstant(new TestEnergy(2, 1)));
        var one = new Quadrature(new PointSet([1, 0], 2), [1]);
        Assert.Throws<ArithmeticException>(() => one.LogNormalizingConstant(new TestEnergy(2, double.NaN)));
        Assert.Throws<ArithmeticException>(() => one.LogNormalizingConstant(new TestEnergy(2, double.PositiveInfinity)));
        Assert.Throws<ArithmeticException>(() => one.Masses(new TestEnergy(2, double.NegativeInfinity)));
        Assert.Throws<ArgumentException>(() => new Quadrature(new PointSet([1, 0], 2), [-1]));
        Assert.Throws<ArgumentException>(() => new Quadrature(new PointSet([1, 0], 2), [1, 1]));
    }

    private static void AssertSecondOrder(IManifold manifold, IEnergy energy, double truth, int[] cells, double finest)
    {
        var errors = Array.ConvertAll(cells, count =>
        {
            var mesh = LevelSet.Extract(manifold, Box.Cube(manifold.AmbientDimension, 1.5), count, 8, ScalarType.Float64);
            return Math.Abs(Quadrature.OnMesh(mesh).LogNormalizingConstant(energy, ScalarType.Float64) - truth);
        });

        Assert.True(errors[^1] < finest, string.Join(", ", errors));
        // Halving the cells divides the error by four, on the whole: single steps depend on how the grid cuts the manifold.
        Assert.True(errors[^1] < errors[0] / Math.Pow(3, cells.Length - 1), string.Join(", ", errors));
    }
}
