using DslManifolds.Geometry;
using DslManifolds.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Geometry;

public class BoxDensityTests
{
    private static readonly NormalizingConstantOptions Double = new() { ElementType = ScalarType.Float64 };

    [Fact]
    public void TheConstantOfANormalDensityIsThatOfTheClosedForm()
    {
        using var energy = new PlaneNormal(dtype: ScalarType.Float64);

        // Ten widths on each side: the midpoint rule is exact to rounding for a smooth function that vanishes at the border.
        var density = new BoxDensity(energy, new Box([-5, -20], [5, 20]), Double);
        Assert.Equal(Math.Log(2 * Math.PI * 0.5 * 2), density.LogNormalizingConstant, 1e-12);
        Assert.Equal(1, density.Masses().Sum(), 1e-12);
        var logDensities = density.LogDensity(new PointSet([0, 0, 0.5, 2, 6, 0], 2));
        Assert.Equal(-Math.Log(2 * Math.PI), logDensities[0], 1e-12);
        Assert.Equal(-Math.Log(2 * Math.PI) - 1, logDensities[1], 1e-12);
        Assert.Equal(double.NegativeInfinity, logDensities[2]);
    }

    [Fact]
    public void AnIntervalIsIntegratedToo()
    {
        using var energy = new AngleEnergy(dtype: ScalarType.Float64);
        var density = new BoxDensity(energy, new Box([-Math.PI], [Math.PI]), Double);
        Assert.Equal(Math.Log(2 * Math.PI * Bessel(2)), density.LogNormalizingConstant, 1e-12);
    }

    [Fact]
    public void TheMidpointRuleKnowsCellsOfAnyShape()
    {
        var rule = Quadrature.InBox(new Box([0, 10], [1, 14]), 2);
        Assert.Equal([0.25, 11, 0.25, 13, 0.75, 11, 0.75, 13], rule.Nodes.Coordinates);
        Assert.Equal([1, 1, 1, 1], rule.Weights);
    }

    [Fact]
    public void WhatCannotBeIntegratedIsRefused()
    {
        var error = Assert.Throws<NotSupportedException>(() => new BoxDensity(new TestTilt(3, 1), Box.Cube(3, 1)));
        Assert.Contains("3 axes", error.Message);
        using var energy = new PlaneNormal();
        Assert.Throws<ArgumentException>(() => new BoxDensity(energy, Box.Cube(1, 1)));
        using var half = new HalfEnergy();
        Assert.Throws<ArithmeticException>(() => new BoxDensity(half, Box.Cube(2, 1)));
    }

    /// <summary>I₀(x) = Σ (x²/4)ⁱ / i!².</summary>
    internal static double Bessel(double x)
    {
        var (sum, term) = (0.0, 1.0);
        for (var i = 1; term > 1e-18 * sum; i++)
        {
            sum += term;
            term *= x * x / (4 * i * i);
        }

        return sum;
    }
}
