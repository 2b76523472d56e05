using DslManifolds.Geometry;
using DslManifolds.Operators;
using DslManifolds.Runtime.Tests.Models;
using MathNet.Numerics;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Geometry;

public sealed class NormalizingConstantTests
{
    private static readonly NormalizingConstantOptions Double = new() { ElementType = ScalarType.Float64 };

    private static double OnCircle(double concentration, double radius = 1) =>
        Math.Log(2 * Math.PI * radius * SpecialFunctions.BesselI0(concentration * radius));

    private static double OnSphere(double concentration) => Math.Log(4 * Math.PI * Math.Sinh(concentration) / concentration);

    [Fact]
    public void CurvesSurfacesAndPointsAgreeWithClosedForms()
    {
        Assert.Equal(OnCircle(2), Log(new PairedModel(new TestSphere(2), new TestTilt(2, 2))), 1e-4);
        Assert.Equal(OnSphere(2), Log(new PairedModel(new TestSphere(3), new TestTilt(3, 2))), 2e-3);
        Assert.Equal(
            OnCircle(2, Math.Sqrt(0.75)), Log(new PairedModel(new TestLatitude(0.5), new TestTilt(3, 2))), 1e-3);

        // Where two unit circles meet: (½, ±√¾); and one point alone.
        var points = new TestIntersection(new TestSphere(2), new TestMoved(new TestSphere(2), 1, 1, 0));
        Assert.Equal(Math.Log(2 * Math.Exp(0.5 * 3)), Log(new PairedModel(points, new TestTilt(2, 3))), 1e-8);
        Assert.Equal(-3, Log(new PairedModel(new TestPoint(-1, 0.5), new TestTilt(2, 3))), 1e-8);
    }

    [Fact]
    public void PartsGiveTheConstantOfTheWhole()
    {
        var circle = new PairedModel(new TestSphere(2), new TestTilt(2, 2));
        var large = new PairedModel(new TestSphere(2, 1.25), new TestTilt(2, 1));
        var sum = Math.Log(0.2 * Math.Exp(OnCircle(2)) + 0.8 * Math.Exp(OnCircle(1, 1.25)));
        Assert.Equal(sum, Log(new TestMixture([0.2, 0.8], circle, large)), 1e-4);
        Assert.Equal(0, Log(new TestNormalizedMixture([0.2, 0.8], circle, large)));

        // One energy on both circles.
        var union = new PairedModel(new TestUnion(new TestSphere(2), new TestSphere(2, 1.25)), new TestTilt(2, 2));
        Assert.Equal(Math.Log(Math.Exp(OnCircle(2)) + Math.Exp(OnCircle(2, 1.25))), Log(union), 1e-4);

        // In ℝ⁴ and beyond, where no mesh is: the flat torus, and a circle times two circles.
        Assert.Equal(OnCircle(2) + OnCircle(1, 1.25), Log(new TestProduct(circle, large)), 2e-4);
        var mixture = new TestMixture([0.2, 0.8], circle, large);
        Assert.Equal(OnCircle(2) + sum, Log(new TestProduct(circle, mixture)), 2e-4);
        Assert.Equal(
            OnCircle(2) + sum, Log(new TestMovedModel(new TestProduct(circle, mixture), 0.5, 0.1, 0, -0.1, 0.2)), 2e-4);
    }

    [Fact]
    public void ScalingAndMovingAModelKeepItsConstant()
    {
        var circle = new PairedModel(new TestSphere(2), new TestTilt(2, 2));
        Assert.Equal(OnCircle(2), Log(new TestMovedModel(circle, 0.5, 0.3, -0.2)), 1e-4);
        var mixture = new TestMixture([0.5, 0.5], circle, new PairedModel(new TestSphere(2, 1.25), new TestTilt(2, 2)));
        Assert.Equal(Log(mixture), Log(new TestMovedModel(mixture, 0.5, 0.3, -0.2)), 1e-4);
    }

    [Fact]
    public void NormalizedUnionsIntegrateToTheirWeights()
    {
        using var scope = NewDisposeScope();
        var circle = new TestMoved(new TestLatitude(0), 1, 0.1, 0, 0);
        var sphere = new TestSphere(3, 0.75);
        var inner = new TestNormalizedMixture(
            [0.25, 0.75], new PairedModel(circle, new TestTilt(3, 1)), new PairedModel(sphere, new TestTilt(3, 2)));
        var point = new PairedModel(new TestPoint(0, 0, 1), new TestTilt(3, 1));
        var outer = new TestNormalizedMixture([0.4, 0.6], inner, point);
        NormalizingConstant.Normalize(outer, Box.Cube(3, 1.5), Double);
        Assert.True(inner.Normalization.IsSet);
        Assert.Equal(0, outer.Normalization.LogNormalizers[0], 1e-12);

        Assert.Equal(0.1, Mass(circle), 1e-6);
        Assert.Equal(0.3, Mass(sphere), 1e-6);
        var ofPoint = outer.Energy(tensor(new double[,] { { 0, 0, 1 } })).item<double>();
        Assert.Equal(0.6, Math.Exp(-ofPoint), 1e-9);

        // The mesh of Normalize's own, so that only E is tested.
        double Mass(IManifold manifold)
        {
            var mesh = LevelSet.Extract(manifold, Box.Cube(3, 1.5), 80, elementType: ScalarType.Float64);
            return Math.Exp(Quadrature.OnMesh(mesh).LogNormalizingConstant(outer, ScalarType.Float64));
        }
    }

    [Fact]
    public void UnionsInsideProductsAndTransformsAreNormalized()
    {
        var circle = new PairedModel(new TestSphere(2), new TestTilt(2, 2));
        var inProduct = new TestNormalizedMixture([0.5, 0.5], circle, circle);
        var inTransform = new TestNormalizedMixture([0.5, 0.5], circle, circle);
        var whole = new TestProduct(inProduct, new TestMovedModel(inTransform, 0.5, 0.2, 0));
        NormalizingConstant.Normalize(whole, Box.Cube(4, 1.5), Double);
        Assert.All(inProduct.Normalization.LogNormalizers, value => Assert.Equal(OnCircle(2), value, 1e-4));
        Assert.All(inTransform.Normalization.LogNormalizers, value => Assert.Equal(OnCircle(2), value, 1e-3));
    }

    [Fact]
    public void WhatCannotBeIntegratedIsSaid()
    {
        var error = Assert.Throws<NotSupportedException>(
            () => NormalizingConstant.Log(new PairedModel(new TestSphere(5), new TestTilt(5, 1)), Box.Cube(5, 2)));
        Assert.Contains("by hand", error.Message, StringComparison.Ordinal);
        var circle = new PairedModel(new TestSphere(2), new TestTilt(2, 1));
        Assert.Throws<InvalidOperationException>(() => NormalizingConstant.Log(circle, new Box([2, 2], [3, 3])));
        Assert.Throws<ArgumentException>(() => NormalizingConstant.Log(circle, Box.Cube(3, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => NormalizingConstant.Log(circle, Box.Cube(2, 2), new() { CellsPerAxis = 0 }));
        Assert.Throws<ArithmeticException>(() => NormalizingConstant.Log(
            new PairedModel(new TestSphere(2), new TestPoison(2, 0)), Box.Cube(2, 2)));
    }

    private static double Log(IConstrainedModel model) =>
        NormalizingConstant.Log(model, Box.Cube(model.AmbientDimension, 1.5), Double);
}
