using DslManifolds.Generator.Models;

namespace DslManifolds.Generator.Tests.Parsing;

/// <summary>Halves, layers and defaults of flows.</summary>
public sealed class CouplingFlowParserTests
{
    [Fact]
    public void DefaultsAreFourCouplingsAndSilu()
    {
        var flow = Flow("Manifold(Ambient = 2, Dimension = 1), CouplingFlow(8)");
        Assert.Equal((4, 2.0, ActivationKind.Silu, 1), (flow.Couplings, flow.MaxLogScale, flow.Activation, flow.Outputs));
        flow = Flow("Manifold(Ambient = 2, Dimension = 1), CouplingFlow(8, Couplings = 3, MaxLogScale = 10, Activation = Activation.Tanh)");
        Assert.Equal((3, 10.0, ActivationKind.Tanh), (flow.Couplings, flow.MaxLogScale, flow.Activation));
    }

    /// <summary>Inputs, hidden widths and outputs of each coupling's perceptron: the outputs are a scale and a shift for each coordinate changed.</summary>
    [Theory]
    [InlineData(2, 4, "1-8-7-2 1-8-7-2 1-8-7-2 1-8-7-2")]
    [InlineData(3, 2, "1-8-7-4 2-8-7-2")]
    [InlineData(5, 3, "3-8-7-4 2-8-7-6 3-8-7-4")]
    public void CouplingsChangeTheHalvesInTurnAndTheLastTheFirst(int ambient, int couplings, string widths)
        => Assert.Equal(
            widths,
            string.Join(" ", Flow($"Manifold(Ambient = {ambient}, Dimension = 1), CouplingFlow(8, 7, Couplings = {couplings})").Nets.Select(net => net.Widths)));

    [Fact]
    public void LayersAreNumberedThroughAllPerceptrons()
    {
        var layers = Flow("Manifold(Ambient = 3, Dimension = 1), CouplingFlow(8, 7, Couplings = 2)").Layers.ToList();
        Assert.Equal(Enumerable.Range(0, 6), layers.Select(layer => layer.Index));
        Assert.Equal([0, 2, 4, 6, 8, 10], layers.Select(layer => layer.Position));
    }

    [Fact]
    public void ConstraintsStandBehindAFlowAndTakeTheirOutputsFromIt()
    {
        var manifold = Assert.IsType<ManifoldSpec>(Parsed.X(
            "[Manifold(Ambient = 4, Dimension = 1), CouplingFlow(8)] partial class X { [Constraint] double F(double x, double y, double z, double t) => x * y + z * t; }"));
        Assert.Equal(2, Assert.IsType<CouplingFlowSpec>(manifold.Function.Parts[0]).Outputs);
        Assert.IsType<ExpressionSpec>(manifold.Function.Parts[1]);
    }

    private static CouplingFlowSpec Flow(string attributes)
        => Assert.IsType<CouplingFlowSpec>(Assert.Single(Assert.IsType<ManifoldSpec>(Parsed.X($"[{attributes}] partial class X;")).Function.Parts));
}
