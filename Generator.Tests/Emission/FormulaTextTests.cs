using DslManifolds.Generator.Emission;
using DslManifolds.Generator.Graph;
using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Tests.Emission;

/// <summary>Formulas in the documentation of types.</summary>
public sealed class FormulaTextTests
{
    [Fact]
    public void ATorusReadsAsInABook() => Assert.Equal(
        ["(√(x₀² + x₁²) − Major)² + x₂² − Minor²"], FormulaText.Of(Expressions(HandMadeSpecs.Torus.Spec)));

    [Fact]
    public void ParenthesesStandWhereTheyAreNeeded()
    {
        AssertText("x₀ − (x₁ + 2)", (g, a, b) => g.Subtract(a, g.Add(b, g.Literal(2))));
        AssertText("x₀ / (x₀ x₁)", (g, a, b) => g.Divide(a, g.Multiply(a, b)));
        AssertText("3 (x₀ + x₁)", (g, a, b) => g.Multiply(g.Add(a, b), g.Literal(3)));
        AssertText("(x₀ + x₁)^2.5", (g, a, b) => g.Power(g.Add(a, b), g.Literal(2.5)));
        AssertText("|x₀ − x₁|", (g, a, b) => g.Unary(UnaryOp.Absolute, g.Subtract(a, b)));
        AssertText("x₁ − (−2 sin(x₀))", (g, a, b) => g.Add(new Binary(BinaryOp.Subtract, b, g.Multiply(g.Unary(UnaryOp.Sine, a), g.Literal(-2)), g.ShapeOf(b))));
        AssertText("max(x₁, x₀ + 1)", (g, a, b) => g.Binary(BinaryOp.Maximum, g.Add(a, g.Literal(1)), b));
    }

    /// <summary>Every step doubles the text: without a limit it would not fit into memory.</summary>
    [Fact]
    public void WhatIsTooLongIsLeftOut() => AssertText(null, (g, a, b) =>
    {
        for (var i = 0; i < 60; i++)
            a = g.Add(g.Unary(UnaryOp.Sine, a), g.Unary(UnaryOp.Exponential, a));
        return g.Add(a, b);
    });

    private static void AssertText(string? expected, Func<GraphBuilder, NodeId, NodeId, NodeId> formula)
    {
        var graph = new GraphBuilder();
        var x = graph.Add(new Input(ModelFunctions.Point, 2));
        Assert.Equal([expected], FormulaText.Of(graph.Build(formula(graph, graph.Slice(x, 0, 1), graph.Slice(x, 1, 1)))));
    }

    private static ComputationGraph Expressions(ModelSpec spec)
        => Assert.IsType<ExpressionSpec>(Assert.Single(Assert.IsType<ManifoldSpec>(spec).Function.Parts)).Graph;
}
